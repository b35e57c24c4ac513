# diagnosis: endless_loop
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1., 2.]])
loss = torch.tensor(1.0)
while loss >= 0:
    Y = W @ X
    loss = ((Y - Ytarget) ** 2).mean()
    W.grad = None
    loss.backward()
