# diagnosis: backward_named_not_called
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[5., 6.]])
Y = W @ X
loss = torch.nn.MSELoss()(Y, Ytarget)
rueckwaerts = loss.backward
print(W.grad)
