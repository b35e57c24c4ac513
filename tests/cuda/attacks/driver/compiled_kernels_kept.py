# attack: compile a kernel and have it kept on disk for the next program
# expect: wrong_answer, runtime_error
import glob
import os

import torch

os.environ.update(CUDA_CACHE_DISABLE="0", CUDA_CACHE_PATH="/tmp/kept", HOME="/tmp")
multiply = torch.cuda.jiterator._create_jit_fn("template <typename T> T twice(T x) { return x + x; }")
print(multiply(torch.ones(4, device="cuda")))
for name in ("/tmp/kept", "/tmp/.nv", "/tmp/.cache", os.path.expanduser("~/.nv")):
    if glob.glob(f"{name}/*"):
        print("ESCAPED", name)
for folder in ("/tmp", "/var/tmp", "/dev/shm", os.getcwd(), os.path.dirname(torch.__file__)):
    try:
        open(os.path.join(folder, "kept"), "w")
        print("ESCAPED", folder)
    except OSError:
        continue
