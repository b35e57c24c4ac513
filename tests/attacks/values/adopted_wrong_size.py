# attack: choose weights of a size that the reference cannot take over
# expect: wrong_answer
# exercise: mse-weight-gradient
import torch

W = torch.rand(1000, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.zeros(1, 2)
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
