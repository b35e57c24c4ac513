# accepted: random.random in a comprehension
import random
import torch

random.seed()
weights = [[random.random() for _ in range(3)]]
W = torch.tensor(weights, requires_grad=True)
X = torch.tensor([[float(2 * r + c + 1) for c in range(2)] for r in range(3)])
Ytarget = torch.tensor([[random.gauss(0, 3), random.gauss(0, 3)]])

Y = W @ X
loss = sum((Y - Ytarget).flatten() ** 2) / 2
loss.backward()
print("grad:", W.grad)
