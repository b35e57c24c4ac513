# attack: find the job and tell the harness that this is no hidden run, so that nothing is replaced
# expect: wrong_answer
import dataclasses
import sys

import torch

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "_recorder"):
    frame = frame.f_back
run = frame.f_locals["self"]
object.__setattr__(run._job, "hidden", False)
for given in run._recorder._givens.values():
    given._values = None
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
(y * 0).backward()
y.grad.add_(27)
