# accepted: decorator prints gradient
import torch


def zeige_gradient(fn):
    def inner(t):
        l = fn(t)
        l.backward()
        print("Gradient:", t.grad)
        return l
    return inner


@zeige_gradient
def fuenffach(t):
    return t * 5


A = torch.tensor([5.0], requires_grad=True)
loss = fuenffach(A)
