# diagnosis: wrong_formula
# The differences are averaged without being squared.
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = (Y - Ytarget).mean()
loss.backward()
print(W.grad)
