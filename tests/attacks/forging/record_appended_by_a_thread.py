# attack: a thread that outlives the program adds a second record when the first is written
# expect: runtime_error, wrong_answer
import os
import threading
import time


def late():
    time.sleep(0.05)
    while True:
        try:
            os.write(3, b"TGR1")
        except OSError:
            return


threading.Thread(target=late, daemon=True).start()
