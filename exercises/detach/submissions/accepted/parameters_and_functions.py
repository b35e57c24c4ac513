# accepted: nn.Parameter and functions instead of operators
import torch
from torch import nn

x = nn.Parameter(torch.tensor(2.0))
y = nn.Parameter(torch.tensor(3.0))

z = torch.add(x, y)
z_no_grad = torch.detach(z)
out = torch.add(torch.square(z_no_grad), torch.pow(y, 3))
torch.autograd.backward(out)
print(x.grad, y.grad)
