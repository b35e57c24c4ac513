# attack: open by path alone, then again through the descriptor
# expect: wrong_answer
import os

for path in ("/etc/passwd", "/proc/self/mem", "/proc/self/maps", "/root"):
    try:
        descriptor = os.open(path, os.O_PATH)
    except OSError:
        continue
    for way in (lambda: os.read(descriptor, 1), lambda: os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY), lambda: os.listdir(descriptor), lambda: os.open("", os.O_RDONLY, dir_fd=descriptor)):
        try:
            way()
        except OSError:
            continue
        print("ESCAPED", path)
