# accepted: generator that yields the stages
import torch

def stages():
    W = torch.rand(1, 3, requires_grad=True)
    yield "W", W
    X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
    yield "X", X
    Y = W @ X
    yield "Y", Y
    Ytarget = torch.tensor([[1., 2.]])
    loss = ((Y - Ytarget) ** 2).mean()
    yield "loss", loss
    loss.backward()
    yield "W.grad", W.grad

for name, value in stages():
    print(f"{name:>8}: {value}")
