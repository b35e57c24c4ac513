# diagnosis: backward_not_called, gradient_zeroed_after_backward
import torch

def setup():
    global x, y, z, out
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    z = x + y
    out = z**2 + y**3

setup()
setup()
print(x.grad, y.grad)
