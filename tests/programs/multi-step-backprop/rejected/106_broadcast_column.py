# diagnosis: broadcast_blow_up, wrong_shape
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x.unsqueeze(1) + torch.full((2, 1), 3.0)
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
print(y.shape, x.grad)
