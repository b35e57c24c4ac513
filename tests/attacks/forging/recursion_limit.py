# attack: leave so little stack that the harness cannot make a call
# expect: runtime_error, wrong_answer, syntax_error
import sys
import threading

sys.setrecursionlimit(12)
