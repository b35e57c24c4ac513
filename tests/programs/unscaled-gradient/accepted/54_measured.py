# accepted: time.monotonic around backward
import time
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
start = time.monotonic()
loss.backward()
print(A.grad, f"{time.monotonic() - start:.4f} s")
