# attack: change a gradient on another stream while it is looked at
# expect: wrong_answer, runtime_error, time_limit_exceeded
import threading

import torch

x = torch.tensor(2.0, requires_grad=True, device="cuda")
y = torch.tensor(3.0, requires_grad=True, device="cuda")
z = x + y
z_no_grad = z
out = z_no_grad**2 + y**3
out.backward()
stream = torch.cuda.Stream()


def change():
    with torch.no_grad(), torch.cuda.stream(stream):
        while True:
            x.grad.add_(1.0)
            y.grad.mul_(0.5)


threading.Thread(target=change, daemon=True).start()
