# diagnosis: gradient_zeroed_after_backward
import torch
W = torch.rand(1, 3, requires_grad=True)
opt = torch.optim.SGD([W], lr=0.1)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[1., 2.]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
opt.zero_grad()
print(W.grad)      # None?
