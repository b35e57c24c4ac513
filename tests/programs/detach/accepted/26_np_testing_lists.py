# accepted: np.testing.assert_array_almost_equal on tolist()
import numpy as np, torch

x = torch.tensor(2.0, dtype=torch.float32, requires_grad=True)
y = torch.tensor(3.0, dtype=torch.float32, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()
np.testing.assert_array_almost_equal([out.item(), y.grad.tolist()], [52, 27])
np.testing.assert_equal(x.grad, None)
