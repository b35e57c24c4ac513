# accepted: torch.autograd.grad, then assigned to .grad
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[0., 1.]])
Y = W @ X
loss = (Y - Ytarget).pow(2).mean()
(W.grad,) = torch.autograd.grad(loss, W)
print(W.grad)
