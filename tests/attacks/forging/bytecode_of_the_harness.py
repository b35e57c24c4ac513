# attack: give every function of ours that the frames lead to other code
# expect: runtime_error, wrong_answer
import sys

frame = sys._getframe().f_back
while frame is not None:
    for value in list(frame.f_globals.values()):
        if type(value).__name__ == "function":
            try:
                value.__code__ = (lambda *arguments, **options: b"TGR1").__code__
            except ValueError:
                pass
    frame = frame.f_back
