# diagnosis: non_scalar_backward
# Without the mean there are two losses, and backward() needs a single one.
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = (Y - Ytarget) ** 2
loss.backward()
print(W.grad)
