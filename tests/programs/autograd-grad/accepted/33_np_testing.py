# accepted: np.testing
import numpy as np
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
np.testing.assert_almost_equal(dy_dx.item(), 4.0, decimal=6)
