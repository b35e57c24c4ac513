# accepted: the asked variant first, the contrast afterwards under other names
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print("detached:", x.grad, y.grad)

# for comparison, the whole graph
x_full = torch.tensor(2.0, requires_grad=True)
y_full = torch.tensor(3.0, requires_grad=True)
z_full = x_full + y_full
out_full = z_full**2 + y_full**3
out_full.backward()
print("whole graph:", x_full.grad, y_full.grad)
