"""The side of torchgrader that starts untrusted programs."""
