# accepted: numpy draws, from_numpy, double precision throughout
import numpy as np
import torch

rng = np.random.default_rng(42)
W_np = rng.random((1, 3))
X_np = np.array([[1, 2], [3, 4], [5, 6]], dtype=np.float64)

W = torch.from_numpy(W_np).requires_grad_(True)
X = torch.from_numpy(X_np)
Ytarget = torch.from_numpy(rng.normal(size=(1, 2)))
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()

# check against the closed form in numpy
expected = 2.0 / 2 * (W_np @ X_np - Ytarget.numpy()) @ X_np.T
np.testing.assert_allclose(W.grad.numpy(), expected, rtol=1e-10)
print(W.grad)
