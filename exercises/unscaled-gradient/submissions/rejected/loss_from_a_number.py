# diagnosis: graph_cut
# A.item() leaves the graph; the new tensor has no connection to A.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = torch.tensor([A.item() * 5], requires_grad=True)
loss.backward()
print(A.grad)
