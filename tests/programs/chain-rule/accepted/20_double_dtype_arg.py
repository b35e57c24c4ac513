# accepted: dtype=torch.double throughout
import torch

kwargs = dict(dtype=torch.double, requires_grad=True)
x = torch.tensor(2, **kwargs)
y = torch.tensor(3, **kwargs)
z = x + y
out = z ** 2 + y ** 3
out.backward()
print(x.grad, y.grad)
