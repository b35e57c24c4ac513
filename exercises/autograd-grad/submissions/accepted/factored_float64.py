# accepted: the factored form in float64, from NumPy
import numpy as np
import torch

x = torch.from_numpy(np.ones(1)).requires_grad_()
y = (x + 1) ** 2
(dy_dx,) = torch.autograd.grad([y], [x], create_graph=True)
print(dy_dx.detach().numpy())
