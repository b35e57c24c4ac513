# diagnosis: hard_coded, backward_not_called
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
x.grad = torch.tensor([[180., 300., 420.], [420., 300., 180.]])
print(x.grad)
