# diagnosis: graph_cut
import numpy as np
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = torch.from_numpy(np.asarray(x.detach().numpy() + y.detach().numpy()))
out = z ** 2 + y ** 3
out.backward()
print(x.grad, y.grad)
