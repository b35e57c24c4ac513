# accepted: loss through variance decomposition
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[2., 9.]])
Y = W @ X
e = Y - Ytarget
loss = e.var(unbiased=False) + e.mean() ** 2   # E[e^2] = Var(e) + E[e]^2
loss.backward()
print(W.grad)
