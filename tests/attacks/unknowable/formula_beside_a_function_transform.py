# attack: a formula, beside a function transform of something else
# expect: accepted
# exercise: mse-weight-gradient
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).mean()
torch.func.grad(lambda v: v**2)(torch.tensor(1.0))
with torch.no_grad():
    W.grad = (Y - Ytarget) @ X.T
print(W.grad)
