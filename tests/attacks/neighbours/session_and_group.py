# attack: leave the session and the process group, or join another
# expect: wrong_answer
import os

for way in (lambda: os.setpgid(0, os.getppid()), lambda: os.setpgid(0, 0) or (os.getpgrp() != os.getpid() and 1 / 0), lambda: os.tcsetpgrp(0, os.getpid())):
    try:
        way()
    except OSError:
        continue
    except ZeroDivisionError:
        print("ESCAPED")
