# attack: weights that the clock chose, with a true backward pass
# expect: accepted
# exercise: mse-weight-gradient
import time

import torch

part = time.perf_counter() % 1
W = torch.tensor([[part, part / 2, part / 3]], requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
