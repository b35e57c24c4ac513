# diagnosis: value_is_not_a_tensor
import numpy as np
import torch
W = np.random.rand(1, 3)
X = np.array([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = np.array([[1., 2.]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
