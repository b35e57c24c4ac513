# diagnosis: wrong_dtype
# bfloat16 keeps fewer than three digits; the task asks for float32 or float64.
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], dtype=torch.bfloat16, requires_grad=True)
y = 6 * x + 3
z = 10 * y**2
output_mean = z.mean()
output_mean.backward()
print(x.grad)
