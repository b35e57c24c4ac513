# diagnosis: wrong_formula
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[40., 50.]])
Y = W @ X
loss = torch.nn.SmoothL1Loss()(Y, Ytarget)
loss.backward()
print(W.grad)
