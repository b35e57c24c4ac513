# accepted: the random module of Python draws the weights
import random

import torch

W = torch.tensor([[random.random() for _ in range(3)]], requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = torch.mm(W, X)
Ytarget = torch.tensor([[0.5, -0.5]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad.tolist())
