# attack: take pinned memory of the host, which no limit of the kernel's counts
# expect: memory_limit_exceeded, runtime_error
import torch

kept = []
while True:
    kept.append(torch.zeros(1 << 27, dtype=torch.uint8).pin_memory())
