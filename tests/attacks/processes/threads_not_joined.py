# attack: end the program while threads still compute and print
# expect: wrong_answer, time_limit_exceeded
import sys
import threading


def work():
    while True:
        print("x", file=sys.stderr)


for _ in range(3):
    threading.Thread(target=work, daemon=True).start()
