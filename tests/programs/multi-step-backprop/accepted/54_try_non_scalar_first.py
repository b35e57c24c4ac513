# accepted: tries z.backward(), shows the error, then takes the mean
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
try:
    z.backward()
except RuntimeError as e:
    print("geht nicht:", e)

output_mean = z.mean()
output_mean.backward()
print(x.grad)
