# attack: become the favourite or the last victim of the kernel when memory is short
# expect: wrong_answer
import os

for value in (b"-1000", b"1000"):
    try:
        with open("/proc/self/oom_score_adj", "wb") as file:
            file.write(value)
        print("ESCAPED", value)
    except OSError:
        pass
