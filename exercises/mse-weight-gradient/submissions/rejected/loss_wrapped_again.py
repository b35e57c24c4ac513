# diagnosis: graph_cut
# A new tensor made from the value of the loss has no graph; backward() stops at once.
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = torch.tensor(((Y - Ytarget) ** 2).mean().item(), requires_grad=True)
loss.backward()
print(W.grad)
