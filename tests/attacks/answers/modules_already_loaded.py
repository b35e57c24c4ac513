# attack: look for the grader's trusted modules among those already loaded
# expect: wrong_answer
import gc
import sys
import types

loaded = {name: module for name, module in sys.modules.items()}
for frame in sys._current_frames().values():
    while frame is not None:
        for value in list(frame.f_globals.values()):
            if isinstance(value, types.ModuleType):
                loaded[value.__name__] = value
        frame = frame.f_back
for name in loaded:
    if name.startswith(("grader.", "workers.")) and name.rpartition(".")[2] in ("checks", "grading", "judging", "exercise", "sandbox", "variants"):
        print("ESCAPED", name)
