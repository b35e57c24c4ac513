# diagnosis: exception_swallowed, missing_requires_grad
import torch
W = torch.rand(1, 3)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[1., 2.]])
loss = ((Y - Ytarget) ** 2).mean()
try:
    loss.backward()
except Exception:
    pass
print(W.grad)
