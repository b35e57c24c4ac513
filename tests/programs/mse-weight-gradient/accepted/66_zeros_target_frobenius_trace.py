# accepted: trace formula
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.zeros((1, 2))
Y = W @ X
loss = torch.trace((Y - Ytarget).T @ (Y - Ytarget)) / 2
loss.backward()
print(W.grad)
