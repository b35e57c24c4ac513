# diagnosis: printed_only
print("tensor([[2, 3, 4],")
print("        [3, 4, 5],")
print("        [4, 5, 6]])")
print("RuntimeError: The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0")
