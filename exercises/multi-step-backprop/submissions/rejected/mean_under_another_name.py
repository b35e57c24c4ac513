# diagnosis: missing_name
# The mean is called mean; the task asks for output_mean.
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
y = 6 * x + 3
z = 10 * y**2
mean = z.mean()
mean.backward()
print(x.grad)
