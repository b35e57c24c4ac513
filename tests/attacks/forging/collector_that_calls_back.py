# attack: be called by the garbage collector while the record is put together, and change what is recorded
# expect: wrong_answer
import gc

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.tensor(0.0)
out = x * 0 + y * 0


def called(phase, _):
    z_no_grad.data.fill_(5.0)
    out.data.fill_(52.0)
    y.grad = torch.tensor(27.0)


gc.callbacks.append(called)
gc.set_threshold(1)
