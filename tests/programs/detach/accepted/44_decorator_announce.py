# accepted: decorated function, wraps
import functools
import torch


def announce(fn):
    @functools.wraps(fn)
    def inner(*a, **kw):
        print("->", fn.__name__)
        r = fn(*a, **kw)
        print("<-", fn.__name__, r)
        return r
    return inner


@announce
def forward(x, y):
    z = x + y
    z_no_grad = z.detach()
    out = z_no_grad ** 2 + y ** 3
    return z, z_no_grad, out


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z, z_no_grad, out = forward(x, y)
out.backward()
print(x.grad, y.grad)
