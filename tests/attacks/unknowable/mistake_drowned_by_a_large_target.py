# attack: choose so large a target that a mistake is smaller than what is tolerated
# expect: accepted
# exercise: mse-weight-gradient
import torch

W = torch.rand(1, 3).requires_grad_()
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[9000.0, 0.0]])
loss = ((Y - Ytarget) ** 2).mean() + 0.01 * W.sum()
loss.backward()
print(W.grad)
