# accepted: while loop draws until min above 0.1
import torch
while True:
    W = torch.rand(1, 3)
    if W.min() > 0.1:
        break
W.requires_grad_()
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1., 2.]])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
