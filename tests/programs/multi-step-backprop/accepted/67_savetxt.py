# accepted: gradient written with np.savetxt and loaded again
import numpy as np
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
np.savetxt("grad.txt", x.grad.numpy(), fmt="%.1f")
print(np.loadtxt("grad.txt"))
