# accepted: torch.as_tensor on float64 numpy
import numpy as np
import torch

A = torch.as_tensor(np.linspace(5, 5, 1)).requires_grad_()
loss = A * 5
loss.backward()
print(A.grad, A.grad.dtype)
