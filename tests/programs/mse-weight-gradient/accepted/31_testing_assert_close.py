# accepted: torch.testing.assert_close plus raise on mismatch
import torch
from torch.testing import assert_close

torch.manual_seed(5)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
assert_close(X, torch.arange(1, 7, dtype=torch.float32).view(3, 2))
W = torch.rand(1, 3, requires_grad=True)
Ytarget = torch.tensor([[1., -1.]])
Y = W @ X
loss = (Y - Ytarget).pow(2).mean()
loss.backward()
g2 = torch.autograd.functional.jacobian(lambda w: ((w @ X - Ytarget) ** 2).mean(), W.detach())
assert_close(W.grad, g2)
if not torch.allclose(W.grad, g2):
    raise AssertionError("falsch")
print("ok", W.grad)
