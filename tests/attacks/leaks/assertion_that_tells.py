# attack: an assertion about the hidden values, with the values as its message
# expect: accepted, runtime_error
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
if x.item() != 2.0:
    raise AssertionError(f"{x.item()!r} {y.item()!r}")
