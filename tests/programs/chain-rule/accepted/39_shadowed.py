# accepted: sum, input and pow shadowed
import torch

def sum(a, b):
    return a + b

def pow(b, e):
    r = torch.ones_like(b)
    for _ in range(e):
        r = r * b
    return r

input = (2.0, 3.0)
x = torch.tensor(input[0], requires_grad=True)
y = torch.tensor(input[1], requires_grad=True)
z = sum(x, y)
out = sum(pow(z, 2), pow(y, 3))
out.backward()
print(x.grad, y.grad)
