# attack: give the harness's functions other code
# expect: runtime_error, wrong_answer
import sys

frame = sys._getframe()
while "encode" not in frame.f_globals:
    frame = frame.f_back
for value in list(frame.f_globals.values()):
    if type(value).__name__ == "function":
        try:
            value.__code__ = (lambda *arguments, **options: b"TGR1").__code__
        except ValueError:
            pass
