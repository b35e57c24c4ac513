# attack: a first derivative by a formula of one's own, with a true graph
# expect: wrong_answer
# exercise: autograd-grad
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
dy_dx = 2 * x + 2
d2y_dx2 = torch.autograd.grad(dy_dx, x)[0]
