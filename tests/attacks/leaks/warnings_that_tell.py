# attack: warn, log and leave unraisable errors that hold the values
# expect: accepted
import logging
import warnings

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
warnings.warn(f"{x.item()!r}")
logging.error("%r", y.item())


class Last:
    def __del__(self):
        raise ValueError(repr(x.item()))


Last()
