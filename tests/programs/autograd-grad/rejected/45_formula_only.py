# diagnosis: backward_not_called
import torch

def f(x): return x**2 + 2*x + 1
def f_strich(x): return 2*x + 2

x = torch.tensor(1.0, requires_grad=True)
y = f(x)
dy_dx = f_strich(x)
print(dy_dx)
