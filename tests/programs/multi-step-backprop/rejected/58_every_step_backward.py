# diagnosis: accumulated_gradient
import torch

# 每一步都反向传播
x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
y.mean().backward(retain_graph=True)
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
print(x.grad)
