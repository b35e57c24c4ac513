# attack: look for the values of earlier programs in memory that was freed
# expect: wrong_answer
import ctypes
import re

import torch

secret = re.compile(rb"canary-[0-9a-f]{24}|id = .cut:[z]_no_grad")
for size in (1 << 8, 1 << 12, 1 << 16, 1 << 20, 1 << 22):
    for _ in range(4):
        block = torch.empty(size)
        data = ctypes.string_at(block.data_ptr(), block.numel() * 4)
        for found in secret.finditer(data):
            print("ESCAPED", data[found.start() : found.start() + 80])
