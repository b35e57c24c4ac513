# attack: replace and close the standard streams, so that the harness stumbles when it prints
# expect: wrong_answer, runtime_error
import sys


class Stream:
    def __getattribute__(self, name):
        raise SystemExit(0)


sys.stdout = sys.stderr = sys.stdin = Stream()
sys.__stdout__ = sys.__stderr__ = None
