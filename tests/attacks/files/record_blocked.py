# attack: fill the record's pipe from the other side, or make writing to it wait for ever
# expect: runtime_error, wrong_answer, time_limit_exceeded
import os

for descriptor in (1, 2, 3):
    try:
        os.dup2(os.pipe()[1], descriptor)
    except OSError:
        pass
