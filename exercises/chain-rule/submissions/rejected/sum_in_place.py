# diagnosis: in_place_on_leaf
# add_ would overwrite x itself, which a tracked leaf does not allow.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x.add_(y)
out = z**2 + y**3
out.backward()
