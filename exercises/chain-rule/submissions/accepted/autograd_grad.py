# accepted: torch.autograd.grad, its results stored in .grad
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3

gradient_x, gradient_y = torch.autograd.grad(outputs=out, inputs=[x, y])
x.grad = gradient_x
y.grad = gradient_y
