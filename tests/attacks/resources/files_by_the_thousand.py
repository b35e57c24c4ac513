# attack: fill the disk's table of files, and the disk
# expect: wrong_answer, runtime_error, forbidden_operation, time_limit_exceeded
import os

for folder in (".", "/tmp", "/dev/shm", "/var/tmp"):
    try:
        for index in range(200_000):
            with open(os.path.join(folder, f"torchgrader-attack-{index}"), "wb") as file:
                file.write(b"x" * 65536)
    except OSError:
        continue
    print("ESCAPED", folder)
