# attack: nest calls of C until the stack is gone
# expect: runtime_error, memory_limit_exceeded
import sys

sys.setrecursionlimit(1 << 30)


class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x")


Deep().start
