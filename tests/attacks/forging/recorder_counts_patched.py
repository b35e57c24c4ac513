# attack: find the uses of given values and set them, so that a program without them seems to have them
# expect: wrong_answer
import sys

import torch

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "_recorder"):
    frame = frame.f_back
recorder = frame.f_locals["self"]._recorder
for given in recorder._givens.values():
    given.published = given.current = 1
x = torch.full((), 2, dtype=torch.float32).requires_grad_()
y = torch.full((), 3, dtype=torch.float32).requires_grad_()
z_no_grad = torch.tensor(5.0)
out = z_no_grad**2 + y**3
out.backward()
y.grad.fill_(27)
