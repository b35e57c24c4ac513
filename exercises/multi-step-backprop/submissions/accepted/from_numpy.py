# accepted: the matrix comes from NumPy and the result goes back to it
import numpy as np
import torch

array = np.array([[1, 2, 3], [3, 2, 1]], dtype=np.float32)
x = torch.from_numpy(array)
x.requires_grad_(True)
y = 6 * x + 3
z = 10 * y**2
output_mean = z.mean()
output_mean.backward()
print(np.round(x.grad.numpy(), 2))
