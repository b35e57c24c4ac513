# accepted: differential operator D as higher-order function
import torch

def D(f):
    def df(x):
        y = f(x)
        dy_dx, = torch.autograd.grad(y, x, create_graph=True)
        return dy_dx
    return df

f = lambda t: t**2 + 2*t + 1
x = torch.tensor(1.0, requires_grad=True)
print("f  ", f(x).item())
print("f' ", D(f)(x).item())
print("f''", D(D(f))(x).item())
y = f(x)
dy_dx = D(f)(x)
