# attack: find a thread of the driver's that the filter does not bind
# expect: wrong_answer
import os

import torch

torch.zeros(1, device="cuda")
threads = os.listdir("/proc/self/task")
for thread in threads:
    with open(f"/proc/self/task/{thread}/status") as status:
        for line in status:
            if line.startswith("Seccomp:") and line.split()[1] != "2":
                print("ESCAPED: thread", thread, line.strip())
            if line.startswith("NoNewPrivs:") and line.split()[1] != "1":
                print("ESCAPED: thread", thread, line.strip())
print(len(threads), "threads")
