# accepted: own torch.Generator seeded
import torch
g = torch.Generator().manual_seed(123)
W = torch.rand(1, 3, generator=g, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.randn(1, 2, generator=g)
Y = W @ X
loss = (Y - Ytarget).square().sum().div(2)
loss.backward()
print(W, W.grad, sep="\n")
