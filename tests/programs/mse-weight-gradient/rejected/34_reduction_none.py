# diagnosis: non_scalar_backward
import torch
from torch import nn
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[1., 2.]])
loss = nn.MSELoss(reduction='none')(Y, Ytarget)
loss.backward()
print(W.grad)
