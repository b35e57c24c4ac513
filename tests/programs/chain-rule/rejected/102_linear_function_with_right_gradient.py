# diagnosis: wrong_formula, hard_coded
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = 10 * x + 37 * y
out.backward()
print(x.grad, y.grad)
