# diagnosis: graph_cut
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = (A * 5).detach()
loss.backward()
print(A.grad)
