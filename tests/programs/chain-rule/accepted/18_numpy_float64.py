# accepted: np.float64 scalars make float64 tensors
import numpy as np
import torch

a = np.array(2.0)
b = np.array(3.0)
x = torch.tensor(a, requires_grad=True)
y = torch.tensor(b, requires_grad=True)
print(x.dtype)
z = x + y
out = z ** 2 + y ** 3
out.backward()
np.testing.assert_allclose([x.grad.numpy(), y.grad.numpy()], [10, 37])
