# diagnosis: gradient_zeroed_after_backward
import torch
W = torch.nn.Parameter(torch.rand(1, 3))
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1., 2.]])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
W.grad = None
print(W.grad)
