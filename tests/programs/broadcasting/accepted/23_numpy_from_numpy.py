# accepted: numpy arrays turned to tensors, numpy compared
import numpy as np
import torch
a_np, b_np = np.array([1, 2, 3]), np.array([[1], [2], [3]])
a, b = torch.from_numpy(a_np), torch.from_numpy(b_np)
c = a + b
np.testing.assert_array_equal(c.numpy(), a_np + b_np)
raised = False
try:
    torch.from_numpy(np.zeros((2, 3))) + torch.from_numpy(np.zeros((3, 3)))
except RuntimeError as e:
    raised = True
    print(e)
print(c.numpy())
