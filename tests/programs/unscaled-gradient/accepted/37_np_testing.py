# accepted: np.testing
import numpy as np
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
np.testing.assert_array_equal(A.grad, [5])
print("ok")
