# accepted: from_numpy float32
import numpy as np
import torch

feld = np.asarray([5.0], dtype=np.float32)
A = torch.from_numpy(feld)
A.requires_grad_(True)
loss = A * 5
loss.backward()
print(A.grad.numpy())
