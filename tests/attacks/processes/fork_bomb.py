# attack: fork as fast as possible
# expect: wrong_answer, time_limit_exceeded
import os

for _ in range(10_000):
    try:
        os.fork()
        print("ESCAPED")
    except OSError:
        pass
