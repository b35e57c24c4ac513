# attack: set an alarm that goes off while the harness writes the record
# expect: wrong_answer, runtime_error
import os
import signal


def ring(number, frame):
    os.write(3, b"TGR1")
    os._exit(0)


signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0001)
