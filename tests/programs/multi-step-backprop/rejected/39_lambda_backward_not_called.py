# diagnosis: backward_named_not_called, defined_not_called
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
rueckwaerts = lambda: output_mean.backward()
rueckwaerts
print(x.grad)
