# attack: let sympy differentiate and write the number into the gradient
# expect: wrong_answer
import sympy
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
symbol = sympy.Symbol("y")
y.grad = torch.tensor(float(sympy.diff(symbol**3, symbol).subs(symbol, y.item())))
