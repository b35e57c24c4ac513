# diagnosis: graph_cut, numpy_on_tracked
import numpy as np
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = np.add(x.numpy(), y.numpy())
out = z ** 2 + y ** 3
out.backward()
