# accepted: empty tensor filled by uniform_, tracked later
import torch as th
th.manual_seed(0)
W = th.empty(1, 3).uniform_(0, 1).requires_grad_()
X = th.tensor([[1, 2], [3, 4], [5, 6]]).float()
Ytarget = th.tensor([[5.5, 6.5]])
Y = W.matmul(X)
loss = th.square(Y - Ytarget).mean()
loss.backward()
print(W.grad)
