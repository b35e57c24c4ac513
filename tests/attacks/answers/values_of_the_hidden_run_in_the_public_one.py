# attack: look in the public run for the values that hidden runs will use
# expect: wrong_answer
import sys

frame = sys._getframe()
while frame is not None:
    job = frame.f_locals.get("decoded") or getattr(frame.f_locals.get("self"), "_job", None)
    if job is not None and not job.hidden:
        for name, slot in job.givens.items():
            if slot.values is not None:
                print("ESCAPED", name, slot.values)
    frame = frame.f_back
