# diagnosis: missing_package
import autograd.numpy as np
from autograd import grad

def f(x):
    return x**2 + 2*x + 1

x = 1.0
y = f(x)
dy_dx = grad(f)(x)
print(dy_dx)
