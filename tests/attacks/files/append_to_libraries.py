# attack: open the libraries that every program loads for writing
# expect: wrong_answer
import glob
import os
import sys

import torch

paths = [os.__file__, torch.__file__, sys.executable, *glob.glob(os.path.join(os.path.dirname(torch.__file__), "lib", "*.so"))[:5]]
for path in paths:
    for way in (lambda: os.open(path, os.O_RDWR), lambda: os.truncate(path, 0), lambda: os.unlink(path), lambda: os.rename(path, path + "x"), lambda: os.chmod(path, 0o777), lambda: os.utime(path)):
        try:
            way()
        except OSError:
            continue
        print("ESCAPED", path)
