# accepted: assert_close on a tuple of gradients
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z ** 2 + y ** 3
out.backward()
torch.testing.assert_close((x.grad, y.grad), (torch.tensor(10.0), torch.tensor(37.0)))
