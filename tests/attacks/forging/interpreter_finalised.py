# attack: finalise the interpreter beneath the harness, so that nothing of it can run any more
# expect: runtime_error, wrong_answer
import ctypes

ctypes.pythonapi.Py_FinalizeEx()
