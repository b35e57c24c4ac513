# accepted: timing decorator on forward and backward
import time
from functools import wraps
import torch


def timed(f):
    @wraps(f)
    def w(*a):
        s = time.time()
        r = f(*a)
        print(f"{f.__name__}: {(time.time() - s) * 1000:.2f} ms")
        return r
    return w


@timed
def forward(x):
    y = 6 * x + 3
    z = 10 * y ** 2
    return y, z, z.mean()


@timed
def backward(t):
    t.backward()


x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y, z, output_mean = forward(x)
backward(output_mean)
print(x.grad)
