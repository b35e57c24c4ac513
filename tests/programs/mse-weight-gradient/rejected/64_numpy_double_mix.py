# diagnosis: wrong_dtype
import numpy as np
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.from_numpy(np.array([[1, 2], [3, 4], [5, 6]], dtype=float))
Ytarget = torch.tensor([[1., 2.]])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
