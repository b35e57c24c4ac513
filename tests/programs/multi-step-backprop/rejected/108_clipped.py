# diagnosis: scaled_gradient
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
torch.nn.utils.clip_grad_value_([x], 100.0)
print(x.grad)
