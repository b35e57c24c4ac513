# attack: choose the prediction as the target, so that the expected gradient is zero and zeros pass
# expect: wrong_answer
# exercise: mse-weight-gradient
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = Y.detach().clone()
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
