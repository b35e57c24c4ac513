# attack: try to take the sandbox down in the hidden run, so that it is the grader's fault
# expect: wrong_answer, accepted
import os
import signal

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
if x.item() != 2.0:
    for target in (os.getppid(), 1):
        try:
            if target not in (0, os.getpid()):
                os.kill(target, signal.SIGTERM)
                print("ESCAPED")
        except OSError:
            pass
