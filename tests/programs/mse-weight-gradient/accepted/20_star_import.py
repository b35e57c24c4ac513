# accepted: from torch import *
from torch import *

W = rand(1, 3, requires_grad=True)
X = tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = matmul(W, X)
Ytarget = tensor([[1., 1.]])
loss = mean(pow(Y - Ytarget, 2))
loss.backward()
print(W.grad)
