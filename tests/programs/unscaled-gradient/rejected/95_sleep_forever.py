# diagnosis: endless_loop
import time
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
print(A.grad, flush=True)
time.sleep(10 ** 6)
