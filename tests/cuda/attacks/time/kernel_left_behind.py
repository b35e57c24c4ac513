# attack: queue hours of work and leave, so that the next program waits for the device
# expect: runtime_error, time_limit_exceeded
import os
import threading

import torch

threading.Thread(target=torch.cuda._sleep, args=(1 << 62,), daemon=True).start()
while not torch.cuda.is_initialized():
    pass
os._exit(0)
