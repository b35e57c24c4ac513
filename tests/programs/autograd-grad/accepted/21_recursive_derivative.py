# accepted: recursive function for the n-th derivative
import torch

def nte_ableitung(ausgang, eingang, n):
    if n == 0:
        return ausgang
    return nte_ableitung(torch.autograd.grad(ausgang, eingang, create_graph=True)[0], eingang, n - 1)

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = nte_ableitung(y, x, 1)
d2y_dx2 = nte_ableitung(y, x, 2)
print(dy_dx, d2y_dx2)
