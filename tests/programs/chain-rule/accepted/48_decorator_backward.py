# accepted: decorator that calls backward on the result
import functools
import torch


def differentiate(f):
    @functools.wraps(f)
    def g(*args):
        out = f(*args)
        out.backward()
        return [a.grad for a in args]
    return g


@differentiate
def formula(x, y):
    z = x + y
    return z ** 2 + y ** 3


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
print(formula(x, y))
