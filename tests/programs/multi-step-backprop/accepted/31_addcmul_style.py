# accepted: fused torch ops addcmul and lerp-free
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = torch.add(torch.tensor(3.), x, alpha=6)
z = torch.addcmul(torch.zeros_like(y), y, y, value=10)
output_mean = z.mean()
output_mean.backward()
print(x.grad)
