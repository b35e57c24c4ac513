# diagnosis: transposed, wrong_shape
import torch
W = torch.rand(3, 1, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1.], [2.]])
Y = X.T @ W
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
