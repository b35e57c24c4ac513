# attack: allocate tensors until nothing is left
# expect: memory_limit_exceeded
import torch

blocks = []
while True:
    blocks.append(torch.ones(4 << 20))
