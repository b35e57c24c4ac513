# attack: a graph so deep that walking it never ends
# expect: wrong_answer, time_limit_exceeded, runtime_error, memory_limit_exceeded
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = y
for _ in range(1 << 20):
    out = out + 1
