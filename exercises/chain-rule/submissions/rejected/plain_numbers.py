# diagnosis: value_is_not_a_tensor
# The values are Python floats: right numbers, but no tensors and no autograd.
x = 2.0
y = 3.0

z = x + y
out = z**2 + y**3
print("dx:", 2 * z)
print("dy:", 2 * z + 3 * y**2)
