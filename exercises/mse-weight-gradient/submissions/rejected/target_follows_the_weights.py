# diagnosis: detach_missing
# The target is computed from Y and keeps its graph, so the gradient also flows through the target.
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = 0.5 * Y
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
