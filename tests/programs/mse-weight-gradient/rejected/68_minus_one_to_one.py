# diagnosis: wrong_given_value, out_of_range
import torch
torch.manual_seed(3)
W = torch.empty(1, 3).uniform_(-1, 0).requires_grad_()
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1., 2.]])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
