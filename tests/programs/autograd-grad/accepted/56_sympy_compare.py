# accepted: sympy diff as comparison
import sympy
import torch

s = sympy.Symbol("x")
ausdruck = s**2 + 2*s + 1
x = torch.tensor(1.0, requires_grad=True)
y = sympy.lambdify(s, ausdruck, "math")(x)
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx.item(), sympy.diff(ausdruck, s).subs(s, 1))
