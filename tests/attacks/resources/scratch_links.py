# attack: leave links that lead whoever tidies up out of the folder, and to themselves
# expect: wrong_answer
import os

for index, target in enumerate(("/", "/dev", "..", ".", "torchgrader-attack-0", "/proc/self/root", os.path.dirname(os.__file__))):
    try:
        os.symlink(target, f"torchgrader-attack-{index}")
    except OSError:
        continue
