# attack: find the grader's folder through the frames and load its files as modules
# expect: wrong_answer
import importlib.util
import pathlib
import sys

frame = sys._getframe()
while frame.f_back is not None:
    frame = frame.f_back
    home = pathlib.Path(frame.f_code.co_filename).parent.parent
    for file in ("grader/checks.py", "grader/variants.py", "workers/harness.py"):
        try:
            spec = importlib.util.spec_from_file_location("stolen", home / file)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
        except (ImportError, OSError):
            continue
        print("ESCAPED", file)
