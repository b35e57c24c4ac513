# attack: type the random weights in, with the gradient that belongs to them
# expect: wrong_answer
# exercise: mse-weight-gradient
import torch

W = torch.tensor([[0.1, 0.2, 0.3]], requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
