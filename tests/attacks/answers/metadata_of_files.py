# attack: learn from names, sizes and dates what one may not read, and say how many files one could tell
# expect: wrong_answer
import os
import sys

frame = sys._getframe()
while frame.f_back is not None:
    frame = frame.f_back
home = os.path.dirname(os.path.dirname(frame.f_code.co_filename))
known = [name for name in ("exercises/detach/reference.py", "grader/checks.py") if os.path.exists(os.path.join(home, name))]
size = sum(os.stat(os.path.join(home, name)).st_size for name in known)
assert size >= 0
