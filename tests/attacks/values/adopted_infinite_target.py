# attack: choose a target so large that the expected gradient overflows and everything is close to infinity
# expect: wrong_answer
# exercise: mse-weight-gradient
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.full((1, 2), 3e38)
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
W.grad = torch.full((1, 3), float("inf"))
