# accepted: measuring the time of backward
import time
import torch

t0 = time.perf_counter()
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
t1 = time.perf_counter()
out.backward()
t2 = time.perf_counter()
print(f"forward {1e6*(t1-t0):.0f} us, backward {1e6*(t2-t1):.0f} us")
print(x.grad, y.grad)
