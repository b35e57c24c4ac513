# diagnosis: graph_cut
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = torch.tensor([A.item() * 5], requires_grad=True)
loss.backward()
print(A.grad)
