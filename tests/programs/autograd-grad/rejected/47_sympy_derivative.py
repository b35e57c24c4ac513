# diagnosis: backward_not_called
import sympy as sp
import torch

s = sp.symbols("x")
f = s**2 + 2*s + 1
df = sp.lambdify(s, sp.diff(f, s), "math")
x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = df(x)
print(dy_dx)
