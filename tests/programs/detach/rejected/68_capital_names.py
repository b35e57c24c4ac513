# diagnosis: missing_name
import torch

X = torch.tensor(2.0, requires_grad=True)
Y = torch.tensor(3.0, requires_grad=True)
Z = X + Y
Z_no_grad = Z.detach()
Out = Z_no_grad**2 + Y**3
Out.backward()
print(X.grad, Y.grad)
