# diagnosis: backward_not_called
# The forward computation alone leaves x.grad at None.
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
y = 6 * x + 3
z = 10 * y**2
output_mean = z.mean()
print(output_mean)
print(x.grad)
