# diagnosis: graph_cut
import torch


@torch.no_grad()
def berechne(x, y):
    z = x + y
    z_no_grad = z.detach()
    return z_no_grad ** 2 + y ** 3


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
out = berechne(x, y)
out.backward()
print(y.grad)
