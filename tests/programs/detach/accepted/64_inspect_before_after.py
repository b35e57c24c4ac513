# accepted: tabular print before and after backward
import torch

x = torch.tensor([2.0], requires_grad=True)
y = torch.tensor([3.0], requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3


def table(title):
    print(f"--- {title} ---")
    for name, t in dict(x=x, y=y, z=z, z_no_grad=z_no_grad, out=out).items():
        print(f"{name:<10}leaf={t.is_leaf!s:<6}req={t.requires_grad!s:<6}", end="")
        print(f"grad={t.grad if t.is_leaf else '-'}")


table("before")
out.backward()
table("after")
