# accepted: np.testing.assert_allclose
import numpy as np
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
np.testing.assert_allclose(x.grad.numpy(), np.array([[180, 300, 420], [420, 300, 180]]), rtol=1e-5)
np.testing.assert_allclose(output_mean.detach().numpy(), 2490, rtol=1e-5)
