# diagnosis: printed_only, missing_name
print("tensor([[180., 300., 420.],")
print("        [420., 300., 180.]])")
