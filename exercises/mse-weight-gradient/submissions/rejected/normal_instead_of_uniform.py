# diagnosis: out_of_range
# randn draws from a normal distribution: the weights leave the interval [0, 1).
import torch

torch.manual_seed(0)

W = torch.randn(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
