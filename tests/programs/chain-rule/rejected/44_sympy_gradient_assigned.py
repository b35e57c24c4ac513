# diagnosis: backward_not_called
import sympy
import torch

X, Y = sympy.symbols("X Y")
f = (X + Y)**2 + Y**3
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3
werte = {X: 2, Y: 3}
x.grad = torch.tensor(float(f.diff(X).subs(werte)))
y.grad = torch.tensor(float(f.diff(Y).subs(werte)))
print(x.grad, y.grad)
