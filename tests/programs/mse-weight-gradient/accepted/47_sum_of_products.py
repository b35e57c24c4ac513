# accepted: product written as broadcast multiply and sum
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = (W.t() * X).sum(dim=0, keepdim=True)
Ytarget = torch.tensor([[1., 2.]])
loss = ((Y - Ytarget) * (Y - Ytarget)).sum() * 0.5
loss.backward()
print(W.grad)
