# accepted: asked one first, then sum variant on another leaf
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
print(x.grad)

x2 = x.detach().clone().requires_grad_()
(10 * (6 * x2 + 3) ** 2).sum().backward()
print(x2.grad / x.grad)   # überall 6
