# diagnosis: in_place_on_leaf, in_place_modified
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
q = z**2
z += y**3
out = q + z - z
out.backward()
