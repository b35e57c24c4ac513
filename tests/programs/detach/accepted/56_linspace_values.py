# accepted: values taken from linspace, cloned into leaves
import torch

reihe = torch.linspace(1, 5, steps=5)       # 1 2 3 4 5
x = reihe[1].clone().requires_grad_(True)
y = reihe[2].clone().requires_grad_(True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()
assert x.is_leaf and y.is_leaf
print(x.grad, y.grad)
