# accepted: symbolic derivative with sympy as comparison
import sympy as sp
import torch

sx, sy = sp.symbols("x y")
ausdruck = (sx + sy) ** 2 + sy ** 3
soll_x = float(sp.diff(ausdruck, sx).subs({sx: 2, sy: 3}))
soll_y = float(sp.diff(ausdruck, sy).subs({sx: 2, sy: 3}))

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z ** 2 + y ** 3
out.backward()
print(soll_x, x.grad.item())
print(soll_y, y.grad.item())
