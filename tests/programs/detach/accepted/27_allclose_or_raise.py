# accepted: torch.allclose and a raise
import torch

x, y = (torch.tensor(v, requires_grad=True) for v in (2.0, 3.0))
z = x + y
z_no_grad = z.detach()
out = z_no_grad.pow(2).add(y.pow(3))
out.backward()

erwartet = 3 * y.detach() ** 2
if not torch.allclose(y.grad, erwartet):
    raise RuntimeError(f"falsch: {y.grad} != {erwartet}")
if x.grad is not None:
    raise RuntimeError("x sollte keinen Gradienten haben")
