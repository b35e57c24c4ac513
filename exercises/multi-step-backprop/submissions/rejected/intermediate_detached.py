# diagnosis: graph_cut
# y is detached and tracked anew: the gradient arrives at y and goes no further.
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
y = (6 * x + 3).detach().requires_grad_()
z = 10 * y**2
output_mean = z.mean()
output_mean.backward()
print(x.grad)
