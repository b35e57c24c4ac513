# attack: make shared memory through Python, numpy and torch
# expect: wrong_answer
import mmap
import multiprocessing
from multiprocessing import shared_memory

import torch

ways = {
    "shared_memory": lambda: shared_memory.SharedMemory("torchgrader-attack", create=True, size=4096),
    "array": lambda: multiprocessing.Array("d", 10),
    "value": lambda: multiprocessing.Value("d", 1.0),
    "queue": lambda: multiprocessing.Queue(),
    "torch": lambda: torch.zeros(8).share_memory_(),
    "storage": lambda: torch.UntypedStorage._new_shared(64),
    "file": lambda: torch.from_file("/dev/shm/torchgrader-attack", shared=True, size=8),
    "semaphore": lambda: multiprocessing.Semaphore(1),
}
for strategy in ("file_system", "file_descriptor"):
    torch.multiprocessing.set_sharing_strategy(strategy)
    for name, way in ways.items():
        try:
            way()
        except Exception:
            continue
        if name != "value" and name != "array":
            print("ESCAPED", name, strategy)
