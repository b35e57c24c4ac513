# attack: type into the operator's terminal
# expect: wrong_answer
import fcntl
import os
import termios

for descriptor in (0, 1, 2, 3):
    for command in (termios.TIOCSTI, termios.TIOCSCTTY, 0x5410, 0x541C, 0x5421, termios.FIONREAD if descriptor > 9 else 0x8901):
        try:
            fcntl.ioctl(descriptor, command, b"x\0\0\0")
        except OSError:
            continue
        print("ESCAPED", descriptor, hex(command))
try:
    print("ESCAPED", os.ttyname(0))
except OSError:
    pass
