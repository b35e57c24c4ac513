# diagnosis: accumulated_gradient
import torch
import torch.nn.functional as F
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[2., 3.]])
loss = F.mse_loss(Y, Ytarget)
loss.backward()
# aynı kaybı elle de hesaplayalım
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
