# attack: put a module of one's own in torch's place for whoever imports it later
# expect: wrong_answer, runtime_error
import sys
import types

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.tensor(0.0)
out = y * 0
out.backward()
fake = types.ModuleType("torch")
fake.Tensor = fake.is_tensor = fake.allclose = lambda *arguments: True
for name in [name for name in sys.modules if name.partition(".")[0] == "torch"]:
    sys.modules[name] = fake
