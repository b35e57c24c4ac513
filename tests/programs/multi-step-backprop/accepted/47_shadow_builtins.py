# accepted: input, output, next, and sum shadowed
import torch

input = [[1., 2., 3.], [3., 2., 1.]]
len = 6
range = 3
pow = 2
x = torch.tensor(input, requires_grad=True)
y = len * x + range
z = 10 * y ** pow
sum = z.mean()
output_mean = sum
output_mean.backward()
print(x.grad)
