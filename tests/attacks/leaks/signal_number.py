# attack: end the hidden run by a signal whose number tells a digit of the input
# expect: accepted, runtime_error
import os
import signal

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
if x.item() != 2.0:
    os.kill(os.getpid(), (signal.SIGABRT, signal.SIGBUS, signal.SIGSEGV)[int(x.item()) % 3])
