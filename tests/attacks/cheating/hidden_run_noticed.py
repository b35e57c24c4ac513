# attack: do the lesson only where somebody looks at the numbers, and something else where nobody does
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
if x.item() != 2.0:
    z_no_grad, out = torch.tensor(0.0), torch.tensor(0.0)
