# diagnosis: backward_not_called
# The formula is right and follows y, but it is the learner's own: autograd was never asked.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
y.grad = 3 * y.detach() ** 2
print(x.grad, y.grad)
