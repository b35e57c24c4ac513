# attack: find the seeds that inputs are drawn from and draw them again
# expect: wrong_answer
import gc
import random
import sys

import torch

frame = sys._getframe()
while frame is not None:
    for holder in (frame.f_locals, frame.f_globals):
        for name, value in list(holder.items()):
            seed = getattr(value, "draw_seed", None)
            if isinstance(seed, int) or name in ("secret", "variant", "variants"):
                print("ESCAPED", name, value, seed)
    frame = frame.f_back
