# accepted: numpy matrix, float64
import numpy as np
import torch

matrix = np.array([[1, 2, 3], [3, 2, 1]], dtype=np.float64)
x = torch.from_numpy(matrix)
x.requires_grad = True
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
np.testing.assert_allclose(x.grad.numpy(), 20 * (6 * matrix + 3))
print(x.grad)
