# accepted: list, sum, print-like names shadowed
import torch
list = [[1., 2.], [3., 4.], [5., 6.]]
input = torch.tensor(list)
X = input
W = torch.rand(1, 3, requires_grad=True)
Y = W @ X
Ytarget = torch.tensor([[1., 2.]])
sum = ((Y - Ytarget) ** 2).sum()
len = 2
loss = sum / len
loss.backward()
type = W.grad
print(type)
