# diagnosis: missing_name
import torch

def compute():
    a = torch.rand(1, 3, requires_grad=True)
    b = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
    t = torch.tensor([[1., 2.]])
    l = ((a @ b - t) ** 2).mean()
    l.backward()
    return a.grad

print(compute())
