# accepted: torch.autograd.grad, its result stored in W.grad
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[3.0, 9.0]])
loss = ((Y - Ytarget) ** 2).mean()
(W.grad,) = torch.autograd.grad(loss, W)
print(W.grad)
