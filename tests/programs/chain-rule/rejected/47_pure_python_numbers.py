# diagnosis: value_is_not_a_tensor, printed_only
x, y = 2.0, 3.0
z = x + y
out = z**2 + y**3
dx = 2*z
dy = 2*z + 3*y**2
print("x.grad =", dx)
print("y.grad =", dy)
