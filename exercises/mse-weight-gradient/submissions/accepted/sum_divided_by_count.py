# accepted: the mean, written as a sum divided by the number of elements
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.full((1, 2), 8.0)
loss = torch.sum((Ytarget - Y) ** 2) / Ytarget.numel()
loss.backward()
print(W.grad)
