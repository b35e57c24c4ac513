# accepted: two statements a line
import torch
x = torch.tensor(2.0); y = torch.tensor(3.0)
x.requires_grad_(); y.requires_grad_()
z = x + y; out = z**2 + y**3
out.backward(); print(x.grad, y.grad)
