# attack: fork, start programs and make processes once the context exists
# expect: wrong_answer
import multiprocessing
import os
import subprocess

import torch

torch.zeros(1, device="cuda")
for attempt in (
    os.fork,
    lambda: subprocess.run(["nvidia-smi"]),
    lambda: multiprocessing.get_context("fork").Process(target=print, args=("ESCAPED",)).start(),
    lambda: os.posix_spawn("/bin/true", ["true"], {}),
):
    try:
        attempt()
        print("ESCAPED")
    except OSError:
        continue
