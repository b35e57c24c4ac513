# attack: raise an error whose very name and notes tell the hidden values
# expect: accepted, runtime_error
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
if x.item() != 2.0:
    error = type(f"E{x.item()!r}", (RuntimeError,), {})(y.item())
    error.add_note(repr(out.item()))
    raise error from ValueError(repr(y.grad.item()))
