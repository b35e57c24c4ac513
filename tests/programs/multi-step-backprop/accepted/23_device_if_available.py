# accepted: device chosen at run time
import torch

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], device=device, requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
print(x.grad.cpu())
