# accepted: doctest of a helper
import doctest
import torch


def leaf(v):
    """Make a tracked scalar.

    >>> leaf(2).requires_grad
    True
    """
    return torch.tensor(float(v), requires_grad=True)


doctest.testmod()
x = leaf(2)
y = leaf(3)
z = x + y
out = z ** 2 + y ** 3
out.backward()
print(x.grad, y.grad)
