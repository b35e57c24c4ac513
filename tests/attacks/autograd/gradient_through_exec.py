# attack: write the gradient from a string that no reader of the source looks into
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
(y * 0).backward()
exec("y.gr" + "ad = torch.tensor(9.0 * 3)")
