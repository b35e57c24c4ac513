# accepted: powers by exp and log, float64
import torch

x = torch.tensor(2.0, dtype=torch.float64, requires_grad=True)
y = torch.tensor(3.0, dtype=torch.float64, requires_grad=True)
z = x + y
out = torch.exp(2 * torch.log(z)) + torch.exp(3 * torch.log(y))
out.backward()
print(x.grad, y.grad)
