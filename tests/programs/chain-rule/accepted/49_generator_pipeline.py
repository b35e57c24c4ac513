# accepted: generator function with yield at each stage
import torch


def stages():
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    yield "inputs", (x, y)
    z = x + y
    yield "sum", z
    out = z ** 2 + y ** 3
    yield "out", out
    out.backward()
    yield "grads", (x.grad, y.grad)


for title, value in stages():
    print(f"{title:>8}: {value}")
