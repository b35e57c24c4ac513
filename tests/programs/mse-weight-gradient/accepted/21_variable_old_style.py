# accepted: Variable from 2017
import torch
from torch.autograd import Variable

W = Variable(torch.rand(1, 3), requires_grad=True)
X = Variable(torch.Tensor([[1, 2], [3, 4], [5, 6]]))
Ytarget = Variable(torch.Tensor([[1, 0]]), requires_grad=False)
Y = W.mm(X)
loss = (Y - Ytarget).pow(2).mean()
loss.backward()
print(W.grad.data)
