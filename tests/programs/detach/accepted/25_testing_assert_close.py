# accepted: torch.testing.assert_close at the end
import torch
from torch.testing import assert_close

x = torch.tensor([2.0], requires_grad=True)
y = torch.tensor([3.0], requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()
assert_close(out.detach(), torch.tensor([52.0]))
assert_close(y.grad, torch.tensor([27.0]))
