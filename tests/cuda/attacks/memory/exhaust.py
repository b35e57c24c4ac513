# attack: take device memory until there is none
# expect: memory_limit_exceeded
import torch

kept = []
while True:
    kept.append(torch.empty(1 << 28, dtype=torch.uint8, device="cuda"))
