# diagnosis: detach_missing, graph_cut
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z
z_no_grad.requires_grad = False
out = z_no_grad ** 2 + y ** 3
out.backward()
