# attack: raise and catch errors that hold the values: the harness remembers what was caught
# expect: accepted
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
for _ in range(20):
    try:
        raise KeyError(f"{x.item()!r} {y.item()!r}")
    except KeyError as error:
        pass
