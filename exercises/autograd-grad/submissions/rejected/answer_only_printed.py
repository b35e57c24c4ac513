# diagnosis: printed_only
# The right line is printed, and there is no tensor.
print("tensor(4., grad_fn=<AddBackward0>)")
