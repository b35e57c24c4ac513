# attack: import every module of the standard library and torch
# expect: wrong_answer, runtime_error, time_limit_exceeded, memory_limit_exceeded, forbidden_operation, output_limit_exceeded
import pkgutil
import sys
import warnings

import torch

warnings.simplefilter("ignore")
names = sorted(sys.stdlib_module_names) + [module.name for module in pkgutil.walk_packages(torch.__path__, "torch.", onerror=lambda name: None)]
for name in names:
    if name not in ("antigravity", "this", "idlelib", "turtledemo"):
        try:
            __import__(name)
        except BaseException:
            pass
