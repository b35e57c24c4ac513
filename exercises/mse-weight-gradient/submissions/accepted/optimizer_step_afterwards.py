# accepted: an optimizer takes one step after the gradient was printed
import torch

W = torch.rand(1, 3, requires_grad=True)
optimizer = torch.optim.SGD([W], lr=0.01)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])

Y = W @ X
Ytarget = torch.tensor([[1.0, 2.0]])
loss = ((Y - Ytarget) ** 2).mean()

optimizer.zero_grad()
loss.backward()
print(W.grad)
optimizer.step()
