# accepted: one SGD step after backward
import torch
from torch import optim

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1., 2.]])
opt = optim.SGD([W], lr=0.001)
opt.zero_grad()
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print("Gradient:", W.grad)
opt.step()
print("W after the step:", W)
