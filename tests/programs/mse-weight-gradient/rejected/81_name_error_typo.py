# diagnosis: missing_name
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[1., 2.]])
los = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
