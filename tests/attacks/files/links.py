# attack: reach what is out of reach through links of every kind
# expect: wrong_answer
import os

for target in ("/etc/passwd", "/proc/1/root/etc/passwd", "/dev/null"):
    for folder in ("/tmp", "/dev/shm", "."):
        link = os.path.join(folder, "torchgrader-attack-link")
        for way in (os.symlink, os.link):
            try:
                way(target, link)
            except OSError:
                continue
            try:
                data = open(link).read(10)
            except OSError:
                continue
            finally:
                os.unlink(link)
            if data:
                print("ESCAPED", target, data)
