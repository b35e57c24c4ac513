# diagnosis: printed_only
# The right matrix is printed, and nothing is computed.
print("tensor([[180., 300., 420.],")
print("        [420., 300., 180.]])")
