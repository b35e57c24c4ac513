# diagnosis: hard_coded, wrong_given_value
import torch
# values I got from torch.rand yesterday
W = torch.tensor([[0.4963, 0.7682, 0.0885]], requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1., 2.]])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
