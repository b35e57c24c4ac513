# accepted: nn.Parameter and functions instead of operators
import torch
from torch import autograd, nn

x = nn.Parameter(torch.ones(()))
y = torch.add(torch.pow(x, 2), torch.mul(x, 2)) + torch.ones(())
(dy_dx,) = autograd.grad(y, [x], create_graph=True)
print(f"dy/dx = {dy_dx.item():.1f}, graph: {dy_dx.requires_grad}")
