# accepted: the target is what a true weight would have predicted
import torch

W_true = torch.tensor([[2.0, -1.0, 0.5]])
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])

Ytarget = W_true @ X
Y = W @ X
loss = torch.nn.functional.mse_loss(Y, Ytarget, reduction="mean")
loss.backward()
print(W.grad)
print(W_true - W.detach())
