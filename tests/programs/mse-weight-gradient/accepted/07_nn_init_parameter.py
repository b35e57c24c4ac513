# accepted: nn.Parameter plus nn.init.uniform_
import torch
from torch import nn

W = nn.Parameter(torch.empty(1, 3))
nn.init.uniform_(W, a=0.0, b=1.0)

X = torch.tensor([[1., 2.],
                  [3., 4.],
                  [5., 6.]])
Ytarget = torch.full((1, 2), 0.5)

Y = W @ X
criterion = nn.MSELoss(reduction='mean')
loss = criterion(Y, Ytarget)
loss.backward()
print('dL/dW =', W.grad)
