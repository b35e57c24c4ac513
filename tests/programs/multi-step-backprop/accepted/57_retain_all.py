# accepted: retain_grad on y and z to see every step
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3; y.retain_grad()
z = 10 * y ** 2; z.retain_grad()
output_mean = z.mean(); output_mean.retain_grad()
output_mean.backward()
for name in ("output_mean", "z", "y", "x"):
    print(f"d output_mean / d {name}:\n{globals()[name].grad}")
