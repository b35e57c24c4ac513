# diagnosis: backward_not_called, hard_coded
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[1., 2.]])
loss = ((Y - Ytarget) ** 2).mean()
# chain rule by hand: dL/dW = 2/n (Y - T) X^T
W.grad = ((Y - Ytarget) @ X.T).detach()
print(W.grad)
