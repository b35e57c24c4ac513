# diagnosis: graph_cut
import torch

A = torch.tensor([5.0], requires_grad=True)
with torch.no_grad():
    loss = A * 5
loss.backward()
print(A.grad)
