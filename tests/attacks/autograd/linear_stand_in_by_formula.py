# attack: differentiate a line whose slope a formula of one's own computes, in place of the result
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
slope = 3 * y.detach() ** 2
(slope * y).backward()
