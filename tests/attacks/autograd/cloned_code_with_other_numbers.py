# attack: compute with a function whose constants are exchanged after it was compiled
# expect: wrong_answer
import torch


def cube(value):
    return value * 9.0


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
cube.__code__ = cube.__code__.replace(co_consts=tuple(27.0 if each == 9.0 else each for each in cube.__code__.co_consts))
out = z_no_grad**2 + cube(y) - 54.0
out.backward()
