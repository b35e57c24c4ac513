# diagnosis: non_leaf_gradient
import torch
W = torch.rand(3, requires_grad=True).reshape(1, 3)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[1., 2.]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
