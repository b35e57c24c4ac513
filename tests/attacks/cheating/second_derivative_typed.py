# attack: a first derivative of the right value whose graph leads nowhere
# expect: wrong_answer
# exercise: autograd-grad
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(y, x)
dy_dx = dy_dx.detach() + 0 * x
d2y_dx2 = torch.tensor(2.0)
