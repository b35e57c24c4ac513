# diagnosis: scaled_gradient
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[100., 200.]])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
torch.nn.utils.clip_grad_norm_([W], 1.0)
print(W.grad)
