# diagnosis: device_unavailable
import torch
W = torch.rand(1, 3, device="cuda", requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]]).cuda()
Y = W @ X
Ytarget = torch.tensor([[1., 2.]]).cuda()
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
