# attack: ask for a terabyte at once
# expect: memory_limit_exceeded
import torch

torch.ones(1 << 38)
