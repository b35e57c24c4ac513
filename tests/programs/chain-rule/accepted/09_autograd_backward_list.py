# accepted: torch.autograd.backward with a list and grad_tensors
import torch

x = torch.tensor([2.0], requires_grad=True)
y = torch.tensor([3.0], requires_grad=True)
z = x + y
out = z ** 2 + y ** 3
torch.autograd.backward([out], grad_tensors=[torch.ones_like(out)])
print(x.grad, y.grad)
