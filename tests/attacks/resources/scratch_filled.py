# attack: fill the scratch folder to the last byte and the last file, and hold it open
# expect: wrong_answer, runtime_error, time_limit_exceeded, memory_limit_exceeded
import os

kept = []
for index in range(100):
    try:
        kept.append(open(f"torchgrader-attack-{index}", "wb"))
        while True:
            kept[-1].write(bytes(1 << 16))
            kept[-1].flush()
    except OSError:
        continue
