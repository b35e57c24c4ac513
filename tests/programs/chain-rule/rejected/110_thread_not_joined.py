# diagnosis: backward_not_called, thread_not_joined
import threading
import time
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z ** 2 + y ** 3


def spaeter():
    time.sleep(3600)
    out.backward()


threading.Thread(target=spaeter, daemon=True).start()
print(x.grad, y.grad)
