# accepted: nested list first, FloatTensor later
import torch

x = [[1, 2, 3], [3, 2, 1]]
x = torch.FloatTensor(x)
x.requires_grad_()
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
print(x.grad)
