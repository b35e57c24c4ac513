# accepted: optimizer only used for zero_grad(set_to_none=False) at the start
import torch

x = torch.nn.Parameter(torch.tensor(2.0))
y = torch.nn.Parameter(torch.tensor(3.0))
optim = torch.optim.Adam([x, y])
optim.zero_grad(set_to_none=False)
z = x + y
out = z ** 2 + y ** 3
out.backward()
print(x.grad, y.grad)
