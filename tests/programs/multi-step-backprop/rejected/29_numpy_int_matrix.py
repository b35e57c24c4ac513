# diagnosis: integer_requires_grad
import numpy as np
import torch

x = torch.from_numpy(np.array([[1, 2, 3], [3, 2, 1]])).requires_grad_()
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
