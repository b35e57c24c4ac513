# attack: choose the target so that another loss has the same value and the same slope there
# expect: accepted
# exercise: mse-weight-gradient
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = (Y - 1).detach()
loss = (2 * (Y - Ytarget).abs() - 1).mean()
loss.backward()
print(W.grad)
