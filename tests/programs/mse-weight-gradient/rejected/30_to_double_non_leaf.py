# diagnosis: non_leaf_gradient
import torch
W = torch.rand(1, 3, requires_grad=True).double()
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]], dtype=torch.float64)
Y = W @ X
Ytarget = torch.tensor([[1., 2.]], dtype=torch.float64)
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
