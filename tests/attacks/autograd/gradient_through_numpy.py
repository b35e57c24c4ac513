# attack: write the number into the gradient through numpy, which shares its memory
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
(y * 0).backward()
y.grad.numpy()[...] = 27
