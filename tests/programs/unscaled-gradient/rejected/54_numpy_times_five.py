# diagnosis: graph_cut, numpy_on_tracked
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A.numpy() * 5
loss.backward()
