# attack: open the files of other GPUs, of the driver's tools and of graphics
# expect: wrong_answer
import glob
import os

import torch

torch.zeros(1, device="cuda")
MINE = {"/dev/nvidiactl", "/dev/nvidia-uvm", f"/dev/nvidia{os.environ.get('CUDA_VISIBLE_DEVICES', 0)}"}
names = {f"/dev/nvidia{number}" for number in range(16)} - MINE
names |= {"/dev/nvidia-uvm-tools", "/dev/nvidia-modeset", "/dev/nvidia-caps/nvidia-cap1", "/dev/dri/card0", "/dev/dri/renderD128"}
names |= {"/dev/mem", "/dev/shm", *glob.glob("/dev/nvidia-caps/*")}
for name in sorted(names):
    try:
        os.open(name, os.O_RDWR if name != "/dev/shm" else os.O_RDONLY)
        print("ESCAPED", name)
    except OSError:
        continue
