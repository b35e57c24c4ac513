# attack: answer zero everywhere, in case the outputs are smaller than the tolerance
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x * 0).detach()
out = z_no_grad + y * 0
out.backward()
