# attack: a loss of the right value and gradient flags that was never computed from the weights
# expect: wrong_answer
# exercise: mse-weight-gradient
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Ytarget = torch.tensor([[10.0, 20.0]])
with torch.no_grad():
    Y = W @ X
    value = ((Y - Ytarget) ** 2).mean()
loss = value.clone().requires_grad_() * 1
loss.backward()
W.grad = (Y - Ytarget) @ X.T
