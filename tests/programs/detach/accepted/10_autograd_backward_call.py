# accepted: torch.autograd.backward instead of the method
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = torch.add(x, y)
z_no_grad = torch.detach(z)
out = torch.add(z_no_grad.pow(2), y.pow(3))
torch.autograd.backward(out)
print("x.grad is None:", x.grad is None)
print("y.grad:", y.grad.item())
