# attack: change the verdict in an exit function, after the program was judged to be over
# expect: runtime_error, wrong_answer
import atexit
import os


@atexit.register
def leave():
    print('{"verdict": "accepted", "score": 1.0}')
    os._exit(0)
