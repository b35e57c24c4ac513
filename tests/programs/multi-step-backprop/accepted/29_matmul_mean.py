# accepted: averaging by vectors from both sides
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y.square()
links = torch.full((2,), 1 / 2)
rechts = torch.full((3,), 1 / 3)
output_mean = links @ z @ rechts
output_mean.backward()
print(x.grad)
