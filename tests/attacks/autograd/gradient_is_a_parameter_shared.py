# attack: make the gradient share the memory of something that is filled when all is over
# expect: wrong_answer
import atexit

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
later = torch.zeros(())
y.grad = later
atexit.register(later.fill_, 27.0)
