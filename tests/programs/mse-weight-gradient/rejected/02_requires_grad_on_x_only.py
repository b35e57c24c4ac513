# diagnosis: missing_requires_grad, wrong_variable
import torch
W = torch.rand(1, 3)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]], requires_grad=True)
Ytarget = torch.tensor([[1., 2.]])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(X.grad)
