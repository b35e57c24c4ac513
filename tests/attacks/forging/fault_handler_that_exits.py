# attack: have the fault handler end the process a moment later, with the interpreter's own timer thread
# expect: wrong_answer, runtime_error
import faulthandler
import time

faulthandler.dump_traceback_later(0.2, exit=True)
time.sleep(1)
