# diagnosis: backward_not_called
import torch

f = lambda a: a * 5
A = torch.tensor([5.0], requires_grad=True, dtype=torch.float64)
loss = f(A)
h = 1e-4
with torch.no_grad():
    A.grad = (f(A + h) - f(A - h)) / (2 * h)
print(A.grad)
