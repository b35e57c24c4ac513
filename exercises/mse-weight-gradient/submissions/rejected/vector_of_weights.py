# diagnosis: wrong_shape
# W is a vector of three numbers, not a 1x3 matrix.
import torch

W = torch.rand(3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = (W @ X).unsqueeze(0)
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
