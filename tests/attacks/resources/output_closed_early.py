# attack: close the output and go on printing
# expect: wrong_answer, runtime_error
import os

os.close(1)
os.close(2)
for _ in range(1000):
    try:
        print("x" * 100)
    except OSError:
        break
