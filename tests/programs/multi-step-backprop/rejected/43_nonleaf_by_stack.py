# diagnosis: non_leaf_gradient
import torch

a = torch.tensor([1., 2., 3.], requires_grad=True)
b = torch.tensor([3., 2., 1.], requires_grad=True)
x = torch.stack([a, b])
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
print(x.grad)
print(a.grad, b.grad)
