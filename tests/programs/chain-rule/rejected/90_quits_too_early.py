# diagnosis: backward_not_called, early_exit
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3
quit()
out.backward()
print(x.grad, y.grad)
