# accepted: requires_grad attribute assigned in a loop
import torch

x = torch.Tensor([2])
y = torch.Tensor([3])
for t in (x, y):
    t.requires_grad = True

z = x + y
z_no_grad = z.detach()
out = (z_no_grad ** 2) + (y ** 3)
out.backward()

print("grad x ->", x.grad)
print("grad y ->", y.grad)
