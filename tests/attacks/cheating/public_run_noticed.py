# attack: answer the public run with typed numbers and compute only when the numbers are others
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
if x.item() == 2.0:
    z_no_grad = torch.tensor(5.0)
    out = torch.tensor(52.0) + (y - 3.0)
    y.grad = torch.tensor(27.0)
else:
    z_no_grad = (x + y).detach()
    out = z_no_grad**2 + y**3
    out.backward()
