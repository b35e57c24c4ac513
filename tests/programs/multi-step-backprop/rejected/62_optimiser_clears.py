# diagnosis: gradient_zeroed_after_backward
import torch

x = torch.nn.Parameter(torch.tensor([[1., 2., 3.], [3., 2., 1.]]))
opt = torch.optim.Adam([x])
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
opt.zero_grad()
print(x.grad)
