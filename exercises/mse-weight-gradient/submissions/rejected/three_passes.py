# diagnosis: accumulated_gradient
# Three passes over the same data, and the gradient is never set back: it is three times too large.
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Ytarget = torch.tensor([[10.0, 20.0]])

for _ in range(3):
    Y = W @ X
    loss = ((Y - Ytarget) ** 2).mean()
    loss.backward()
print(W.grad)
