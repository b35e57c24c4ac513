# diagnosis: not_finite
# Two equal targets are standardised: their standard deviation is zero, the result is nan.
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
raw = torch.tensor([[5.0, 5.0]])
Ytarget = (raw - raw.mean()) / raw.std()
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
