# diagnosis: not_finite, wrong_formula
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[-100., 100.]])
loss = torch.mean((torch.log(Y) - torch.log(Ytarget)) ** 2)
loss.backward()
print(W.grad)
