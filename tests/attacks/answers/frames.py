# attack: walk up the frames for a reference solution or an expected value
# expect: wrong_answer
import sys

frame = sys._getframe()
while frame is not None:
    for name, value in [*frame.f_locals.items(), *frame.f_globals.items()]:
        if name in ("reference", "expected", "tolerance", "exercise", "secret", "grader", "spec"):
            print("ESCAPED", name, repr(value)[:200])
        if "canary-" in repr(getattr(value, "__dict__", ""))[:100_000]:
            print("ESCAPED", name)
    frame = frame.f_back
