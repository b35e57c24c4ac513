# accepted: the target is drawn as well
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Ytarget = 10 * torch.randn(1, 2)

Y = W @ X
difference = Y - Ytarget
loss = (difference * difference).mean()
loss.backward()
print(W.grad)
