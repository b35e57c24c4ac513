# accepted: einsum and double precision
import torch

double = torch.float64
W = torch.rand(1, 3, dtype=double, requires_grad=True)
X = torch.tensor([[1, 2], [3, 4], [5, 6]], dtype=double)
Ytarget = torch.tensor([[7, -2]], dtype=double)

Y = torch.einsum("ij,jk->ik", W, X)
loss = (Y - Ytarget).pow(2).mean()
loss.backward()
print(W.grad)
