# accepted: numeric check in float64
import torch

W = torch.rand(1, 3, dtype=torch.float64, requires_grad=True)
X = torch.tensor([[1, 2], [3, 4], [5, 6]], dtype=torch.float64)
Ytarget = torch.tensor([[2.5, 3.5]], dtype=torch.float64)

def f(weights):
    return ((weights @ X - Ytarget) ** 2).mean()

Y = W @ X
loss = f(W)
loss.backward()
print(W.grad)

eps = 1e-6
numerisch = torch.zeros_like(W)
with torch.no_grad():
    for j in range(3):
        plus, minus = W.clone(), W.clone()
        plus[0, j] += eps
        minus[0, j] -= eps
        numerisch[0, j] = (f(plus) - f(minus)) / (2 * eps)
print(numerisch)
assert torch.allclose(W.grad, numerisch, atol=1e-5)
