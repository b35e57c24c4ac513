# accepted: the work happens in a thread that is joined
import threading
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3


def worker():
    out.backward()


th = threading.Thread(target=worker)
th.start()
th.join()
print(x.grad, y.grad)
