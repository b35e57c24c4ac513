# diagnosis: graph_cut
import torch
# 把loss重新包装成张量
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[1., 2.]])
loss = ((Y - Ytarget) ** 2).mean()
loss = torch.tensor(loss.item(), requires_grad=True)
loss.backward()
print(W.grad)
