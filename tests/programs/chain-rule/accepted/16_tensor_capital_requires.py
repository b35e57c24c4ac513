# accepted: torch.Tensor([2]) then requires_grad_()
import torch

x = torch.Tensor([2]).requires_grad_()
y = torch.Tensor([3]).requires_grad_()
z = x + y
out = z * z + y * y * y
out.backward()
print('x.grad:', x.grad, 'y.grad:', y.grad)
