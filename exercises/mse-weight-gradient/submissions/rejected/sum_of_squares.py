# diagnosis: sum_instead_of_mean
# The squares are summed, so loss and gradient are twice what the mean would give.
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).sum()
loss.backward()
print(W.grad)
