# accepted: uniform_ fills the tensor first, then it is tracked
import torch

W = torch.empty(1, 3).uniform_(0, 1).requires_grad_()
X = torch.arange(1.0, 7.0).view(3, 2)

Y = W @ X
Ytarget = torch.tensor([[5.0, 5.0]])
loss = torch.mean(torch.square(Y - Ytarget))
loss.backward()
print(W.grad)
