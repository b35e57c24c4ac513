# diagnosis: sum_instead_of_mean
# The ready-made loss is told to sum instead of taking the mean.
import torch
import torch.nn.functional as F

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = F.mse_loss(Y, Ytarget, reduction="sum")
loss.backward()
print(W.grad)
