# attack: walk up the frames to the recorder and tell it of engine calls that never were
# expect: wrong_answer
import sys

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
y.grad = torch.tensor(27.0)
frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "_recorder"):
    frame = frame.f_back
recorder = frame.f_locals["self"]._recorder
recorder.after_call(recorder.before_call((out,), (), {"accumulate_grad": True})[0], out.item())
