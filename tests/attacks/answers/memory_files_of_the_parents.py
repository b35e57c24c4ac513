# attack: open memory and environment of the fork server and of every other process
# expect: wrong_answer
import os

for pid in (os.getppid(), 1, 2, *range(1, 3000, 7)):
    for name in ("mem", "environ", "maps", "cmdline", "fd/3", "cwd/README.md", "root/etc/passwd"):
        try:
            open(f"/proc/{pid}/{name}", "rb").read(1)
        except OSError:
            continue
        print("ESCAPED", pid, name)
