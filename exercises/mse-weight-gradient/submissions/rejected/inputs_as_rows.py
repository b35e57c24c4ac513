# diagnosis: transposed
# X holds the examples as rows instead of columns and is turned round in the product.
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]])
Y = W @ X.T
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
