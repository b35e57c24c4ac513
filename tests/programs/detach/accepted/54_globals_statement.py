# accepted: global statements, C programmer style
import torch

x = None
y = None
z = None
z_no_grad = None
out = None


def init():
    global x, y
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)


def compute():
    global z, z_no_grad, out
    z = x + y
    z_no_grad = z.detach()
    out = z_no_grad ** 2 + y ** 3


init()
compute()
out.backward()
print("%s %s" % (x.grad, y.grad))
