# accepted: the gradient is there; that it was not printed earns a remark and costs nothing
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 10.0]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
