# diagnosis: backward_not_called
# The matrix formula is right for these weights, but autograd was never asked.
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).mean()
W.grad = 2 / Y.numel() * (Y - Ytarget).detach() @ X.T
print(W.grad)
