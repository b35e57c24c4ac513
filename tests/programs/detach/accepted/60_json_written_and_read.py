# accepted: result written to json and read back
import json
from pathlib import Path

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()

p = Path("result.json")
p.write_text(json.dumps({"x": x.grad, "y": y.grad.item()}))
print(json.loads(p.read_text()))
