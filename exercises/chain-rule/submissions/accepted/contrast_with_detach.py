# accepted: the version with detach follows, with tensors and names of its own
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3
out.backward()
print("full graph:", x.grad, y.grad)

x_cut = torch.tensor(2.0, requires_grad=True)
y_cut = torch.tensor(3.0, requires_grad=True)
z_cut = (x_cut + y_cut).detach()
out_cut = z_cut**2 + y_cut**3
out_cut.backward()
print("with detach:", x_cut.grad, y_cut.grad)
