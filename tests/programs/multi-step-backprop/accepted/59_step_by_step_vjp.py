# accepted: every link by autograd.grad with grad_outputs, compared with backward
import torch
from torch.autograd import grad

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()

(gz,) = grad(output_mean, z, retain_graph=True)
(gy,) = grad(z, y, grad_outputs=gz, retain_graph=True)
(gx,) = grad(y, x, grad_outputs=gy, retain_graph=True)
output_mean.backward()
print(torch.equal(gx, x.grad), x.grad)
