# attack: swap the tensors of two names after the backward pass, with all that hangs on them
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**2
out.backward()
other = torch.tensor(52.0) + 0 * y
torch.utils.swap_tensors(out, other)
