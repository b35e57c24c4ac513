# attack: let torch.func differentiate another function and write the result where the engine's belongs
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
y.grad = torch.func.grad(lambda value: 27 * value)(y.detach())
