# attack: weights that were never drawn but differ from run to run, with a gradient by formula
# expect: wrong_answer
# exercise: mse-weight-gradient
import time

import torch

part = time.time() % 1
W = torch.tensor([[part, part / 2, part / 3]], requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).mean()
(loss * 0).backward()
W.grad = ((Y - Ytarget) @ X.T).detach()
