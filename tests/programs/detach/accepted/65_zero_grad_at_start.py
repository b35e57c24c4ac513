# accepted: clears gradients before backward although there are none
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
optimizer = torch.optim.SGD([x, y], lr=0.1)

z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
optimizer.zero_grad()
out.backward()
print([p.grad for p in optimizer.param_groups[0]["params"]])
