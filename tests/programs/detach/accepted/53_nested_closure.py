# accepted: nested functions with nonlocal
import torch


def lesson():
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    z = z_no_grad = out = None

    def forward():
        nonlocal z, z_no_grad, out
        z = x + y
        z_no_grad = z.detach()
        out = z_no_grad ** 2 + y ** 3

    def backward():
        out.backward()

    forward()
    backward()
    return x.grad, y.grad


print(lesson())
