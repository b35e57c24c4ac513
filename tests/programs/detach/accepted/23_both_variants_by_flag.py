# accepted: one function called with two flags, the asked one last
import torch


def experiment(use_detach):
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    z = x + y
    if use_detach:
        z_no_grad = z.detach()
        out = z_no_grad ** 2 + y ** 3
    else:
        out = z ** 2 + y ** 3
    out.backward()
    return x.grad, y.grad


for flag in (False, True):
    print(flag, experiment(flag))
