# accepted: from_numpy float64 arrays
import numpy as np
import torch

werte = np.array([2.0, 3.0])
x = torch.from_numpy(werte[:1].copy()).requires_grad_()
y = torch.from_numpy(werte[1:].copy()).requires_grad_()

z = x + y
z_no_grad = z.detach()
print("as numpy:", z_no_grad.numpy())
out = z_no_grad**2 + y**3
out.backward()
print(y.grad.numpy())
np.testing.assert_allclose(y.grad.numpy(), 3 * y.detach().numpy() ** 2)
assert x.grad is None
