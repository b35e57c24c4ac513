# attack: let inspect show the harness's own source
# expect: wrong_answer
import inspect
import sys

frame = sys._getframe().f_back
while frame is not None:
    try:
        print("ESCAPED", inspect.getsource(frame)[:200])
    except (OSError, TypeError):
        pass
    frame = frame.f_back
