# accepted: float64 by torch.set_default_dtype
import torch

torch.set_default_dtype(torch.float64)

x = torch.tensor(2.0).requires_grad_()
y = torch.tensor(3.0).requires_grad_()
z = x.add(y)
out = z.square().add(y.pow(3))
out.backward()
print(x.grad, y.grad)
