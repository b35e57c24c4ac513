# diagnosis: integer_requires_grad
import torch
W = torch.randint(0, 1, (1, 3), requires_grad=True)
X = torch.tensor([[1, 2], [3, 4], [5, 6]])
Ytarget = torch.tensor([[1, 2]])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
