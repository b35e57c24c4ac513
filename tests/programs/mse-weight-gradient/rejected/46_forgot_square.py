# diagnosis: wrong_formula
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[20., 30.]])
Y = W @ X
loss = (Y - Ytarget).mean()
loss.backward()
print(W.grad)
