# diagnosis: graph_cut
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A.detach() * 5
loss.requires_grad_()
loss.backward()
print(A.grad)
