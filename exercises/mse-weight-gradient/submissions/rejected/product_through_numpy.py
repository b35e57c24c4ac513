# diagnosis: graph_cut
# NumPy computes the product, and the graph from loss ends at Y.
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = torch.tensor(W.detach().numpy() @ X.numpy(), requires_grad=True)
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
