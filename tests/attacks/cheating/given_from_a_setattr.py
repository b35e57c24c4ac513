# attack: bind the given names through the module's dictionary, letter by letter
# expect: wrong_answer
import sys

import torch

module = sys.modules["__main__"]
for name, value in (("".join(["x"]), 2.0), ("".join(["y"]), 3.0)):
    setattr(module, name, torch.tensor(value, requires_grad=True))
z_no_grad = (module.x + module.y).detach()
out = z_no_grad**2 + module.y**3
out.backward()
