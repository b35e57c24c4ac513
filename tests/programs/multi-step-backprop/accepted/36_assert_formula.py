# accepted: assert_close against 20(6x+3)
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
# d/dx mean(10 (6x+3)^2) = 10*2*(6x+3)*6 / 6
torch.testing.assert_close(x.grad, 20 * y.detach())
