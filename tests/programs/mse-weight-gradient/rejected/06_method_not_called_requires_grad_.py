# diagnosis: attribute_typo, missing_requires_grad
import torch
W = torch.rand(1, 3)
W.requires_grad_
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1., 2.]])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
