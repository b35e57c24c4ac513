# attack: read the answers from compiled files instead of sources
# expect: wrong_answer
import importlib.util
import sys

frame = sys._getframe()
while frame.f_back is not None:
    frame = frame.f_back
    try:
        with open(importlib.util.cache_from_source(frame.f_code.co_filename), "rb") as file:
            print("ESCAPED", file.read(16))
    except OSError:
        pass
