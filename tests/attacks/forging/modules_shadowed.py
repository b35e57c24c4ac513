# attack: put modules of one's own in the place of those that the harness imports later
# expect: wrong_answer, runtime_error
import sys
import types

for name in ("json", "struct", "os", "numpy", "matplotlib", "matplotlib.pyplot", "traceback", "linecache", "atexit", "threading", "grader", "grader.observations", "workers"):
    fake = types.ModuleType(name)
    fake.__getattr__ = lambda attribute: (lambda *arguments, **options: None)
    sys.modules[name] = fake
