# diagnosis: wrong_formula, wrong_shape, broadcast_blow_up
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W.T * X           # 3x2 instead of 1x2
Ytarget = torch.tensor([[1., 2.]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
