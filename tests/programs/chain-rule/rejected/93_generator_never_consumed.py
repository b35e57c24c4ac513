# diagnosis: defined_not_called, backward_not_called
import torch

def work():
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    z = x + y
    out = z**2 + y**3
    out.backward()
    yield x.grad, y.grad

work()
print("done")
