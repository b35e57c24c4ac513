# attack: write a file in every place that might be writable
# expect: wrong_answer
import os
import sys
import tempfile

places = ["/", "/tmp", "/var/tmp", "/dev/shm", "/dev", "/run", "/run/lock", "/home", "/root", "/etc", "/proc/self", "/sys", "/usr/lib", os.path.dirname(os.__file__)]
for place in (*places, *sys.path):
    for flags in (os.O_CREAT | os.O_WRONLY, os.O_TMPFILE | os.O_RDWR):
        path = os.path.join(place, "torchgrader-attack") if flags & os.O_CREAT else place
        try:
            os.open(path, flags, 0o666)
        except OSError:
            continue
        if place not in ("/tmp", "/var/tmp"):
            print("ESCAPED", path)
