# attack: ask the harness whether this is a hidden run, and cheat in the other
# expect: wrong_answer
import sys

import torch

frame = sys._getframe()
while "job" not in frame.f_locals and "decoded" not in frame.f_locals:
    frame = frame.f_back
hidden = (frame.f_locals.get("job") or frame.f_locals["decoded"]).hidden
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach() if hidden else torch.tensor(5.0)
out = z_no_grad**2 + y**3
if hidden:
    out.backward()
else:
    y.grad = torch.tensor([27.0]).reshape(())
