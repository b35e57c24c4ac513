# diagnosis: in_place_on_leaf
import torch
W = torch.zeros(1, 3, requires_grad=True)
W.uniform_(0, 1)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[1., 2.]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
