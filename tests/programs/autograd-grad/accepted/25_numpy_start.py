# accepted: from_numpy
import numpy as np
import torch

x = torch.from_numpy(np.ones(1)).requires_grad_()
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
p = np.poly1d([1, 2, 1])
np.testing.assert_allclose(dy_dx.detach().numpy(), p.deriv()(1.0))
