# accepted: einsum for the product and for the squared length
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.ones(1, 2)
Y = torch.einsum("ik,kj->ij", W, X)
d = Y - Ytarget
loss = torch.einsum("ij,ij->", d, d) / d.numel()
loss.backward()
print(W.grad)
