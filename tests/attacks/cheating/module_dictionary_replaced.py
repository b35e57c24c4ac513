# attack: replace the module, its name and its dictionary, so that another is looked at
# expect: wrong_answer
import sys
import types

import torch

fake = types.ModuleType("__main__")
fake.x = torch.tensor(2.0, requires_grad=True)
fake.y = torch.tensor(3.0, requires_grad=True)
fake.y.grad = torch.tensor(27.0)
fake.z_no_grad = torch.tensor(5.0)
fake.out = torch.tensor(52.0, requires_grad=True) * 1
sys.modules["__main__"] = fake
globals().clear()
