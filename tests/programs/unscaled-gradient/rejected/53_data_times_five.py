# diagnosis: graph_cut
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A.data * 5
loss.backward()
