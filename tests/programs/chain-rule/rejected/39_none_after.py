# diagnosis: gradient_zeroed_after_backward
import torch

x = torch.nn.Parameter(torch.tensor(2.0))
y = torch.nn.Parameter(torch.tensor(3.0))
opt = torch.optim.SGD([x, y], lr=0.1)
z = x + y
out = z**2 + y**3
out.backward()
opt.zero_grad(set_to_none=True)
print(x.grad, y.grad)
