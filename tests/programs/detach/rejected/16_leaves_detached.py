# diagnosis: wrong_tensor_detached, graph_cut
import torch

x = torch.tensor(2.0, requires_grad=True).detach()
y = torch.tensor(3.0, requires_grad=True).detach()
z = x + y
z_no_grad = z
out = z_no_grad ** 2 + y ** 3
out.backward()
