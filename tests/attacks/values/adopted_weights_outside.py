# attack: choose huge weights, so that a relative tolerance forgives any error
# expect: wrong_answer
# exercise: mse-weight-gradient
import torch

W = (torch.rand(1, 3) * 1e30).requires_grad_()
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.zeros(1, 2)
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
