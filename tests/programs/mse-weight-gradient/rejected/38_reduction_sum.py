# diagnosis: sum_instead_of_mean
import torch
import torch.nn as nn
W = nn.Parameter(torch.rand(1, 3))
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[3., 4.]])
Y = W @ X
loss = nn.MSELoss(reduction="sum")(Y, Ytarget)
loss.backward()
print(W.grad)
