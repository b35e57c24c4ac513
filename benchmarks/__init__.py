"""Measurements, each printed with what it is compared with in the same run; no test asserts a time."""
