"""Tests of the sandbox itself: real fork servers, real children, no harness but small ones of the tests' own."""
