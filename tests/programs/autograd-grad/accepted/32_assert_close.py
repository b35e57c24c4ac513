# accepted: torch.testing with a formula
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx, = torch.autograd.grad(y, x, create_graph=True)
torch.testing.assert_close(dy_dx, 2 * x + 2)
torch.testing.assert_close(torch.autograd.grad(dy_dx, x)[0], torch.tensor(2.0))
