# accepted: hooks watch the gradients as they arrive
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
arrived = []

z = x + y
z.register_hook(lambda gradient: arrived.append(("z", gradient.item())))
y.register_hook(lambda gradient: arrived.append(("y", gradient.item())))
out = z**2 + y**3
out.backward()
print(arrived)
