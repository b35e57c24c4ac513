# attack: signal to a run that may live at the same time by numbers that the kernel counts up for all: inodes, threads, memory
# expect: accepted, wrong_answer, time_limit_exceeded
import ctypes
import os
import threading
import time

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
information = (ctypes.c_uint64 * 16)()
seen = []
for _ in range(8):
    if x.item() != 2.0:
        for _ in range(int(8 * x.item())):
            for end in os.pipe():
                os.close(end)
            thread = threading.Thread(target=time.sleep, args=(0,))
            thread.start()
            thread.join()
    else:
        ends = os.pipe()
        ctypes.CDLL(None).sysinfo(information)
        seen.append((os.fstat(ends[0]).st_ino, information[10] & 0xFFFF))
        for end in ends:
            os.close(end)
    time.sleep(0.02)
print(seen)
