# attack: make folders inside folders until no path reaches them
# expect: wrong_answer, runtime_error, forbidden_operation, time_limit_exceeded
import os

for folder in (".", "/tmp"):
    try:
        os.chdir(folder)
        for _ in range(20_000):
            os.mkdir("torchgrader-attack")
            os.chdir("torchgrader-attack")
    except OSError:
        continue
    print("ESCAPED", folder)
