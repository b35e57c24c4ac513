# accepted: shows that .numpy() on a tracked tensor raises, then detaches
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y

try:
    z.numpy()
except RuntimeError as err:
    print("as expected:", err)

z_no_grad = z.detach()
print("works now:", z_no_grad.numpy())

out = z_no_grad ** 2 + y ** 3
out.backward()
print(x.grad, y.grad)
