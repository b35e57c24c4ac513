# accepted: the transposed product, transposed back
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = (X.T @ W.T).T
Ytarget = torch.tensor([[4.0, 6.0]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
