# diagnosis: wrong_given_value, out_of_range
import torch
torch.manual_seed(1)
W = torch.randn(1, 3, requires_grad=True)   # has a negative entry with this seed? see print
W.data[0, 0] = -abs(W.data[0, 0])
print(W)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1., 2.]])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
