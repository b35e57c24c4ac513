# diagnosis: value_is_not_a_tensor, printed_only
x = 1.0
y = x**2 + 2*x + 1
dy_dx = 2*x + 2
print(dy_dx)
