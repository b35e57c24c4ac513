# diagnosis: graph_cut
import torch

@torch.no_grad()
def forward(x, y):
    z = x + y
    return z ** 2 + y ** 3

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = forward(x, y)
out.backward()
