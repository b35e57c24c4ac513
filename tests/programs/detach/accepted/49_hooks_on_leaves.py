# accepted: hooks on both leaves, only the one of y fires
import torch

aufrufe = []
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
x.register_hook(lambda g: aufrufe.append(("x", g.item())))
y.register_hook(lambda g: aufrufe.append(("y", g.item())))

z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()
print(aufrufe)
print(x.grad, y.grad)
