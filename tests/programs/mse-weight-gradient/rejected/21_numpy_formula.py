# diagnosis: backward_not_called
import numpy as np
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[0., 0.]])
loss = ((Y - Ytarget) ** 2).mean()
grad = np.matmul(Y.detach().numpy() - Ytarget.numpy(), X.numpy().T)
print("gradient", grad)
