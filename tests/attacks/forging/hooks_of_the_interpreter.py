# attack: hook everything the interpreter offers: exceptions, tracing, profiling, audit, display, threads
# expect: wrong_answer, runtime_error
import os
import sys
import threading


def nothing(*arguments):
    return None


sys.excepthook = sys.unraisablehook = sys.displayhook = threading.excepthook = nothing
sys.settrace(nothing)
sys.setprofile(nothing)
threading.settrace(nothing)
threading.setprofile(nothing)
sys.addaudithook(lambda event, arguments: None)
sys.setrecursionlimit(60)
sys.setswitchinterval(1e-6)
