# attack: crash the interpreter, in case a fault of the grader is graded again for free
# expect: runtime_error
import ctypes

ctypes.string_at(0)
