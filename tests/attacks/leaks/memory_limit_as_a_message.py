# attack: run out of memory in the hidden run, with the values in the error
# expect: memory_limit_exceeded
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
if x.item() != 2.0:
    raise MemoryError(f"{x.item()!r} {y.item()!r}")
