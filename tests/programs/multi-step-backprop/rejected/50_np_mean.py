# diagnosis: graph_cut
import numpy as np
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = torch.tensor(np.mean(z.detach().numpy()))
output_mean.backward()
print(x.grad)
