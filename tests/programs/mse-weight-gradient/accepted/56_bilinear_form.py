# accepted: loss = 1/2 d d^T, squeezed to a scalar
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[2., 3.]])
Y = W @ X
d = Y - Ytarget
loss = (0.5 * d @ d.T).squeeze()
loss.backward()
print(W.grad)
