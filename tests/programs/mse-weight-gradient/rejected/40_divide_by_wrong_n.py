# diagnosis: scaled_gradient
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1., 2.]])
Y = W @ X
n = X.shape[0]
loss = ((Y - Ytarget) ** 2).sum() / n
loss.backward()
print(W.grad)
