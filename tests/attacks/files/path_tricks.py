# attack: reach files by dots, doubled slashes, trailing parts, magic links and very long names
# expect: wrong_answer
import os

names = ["//etc//passwd", "/usr/../etc/passwd", "/proc/self/root/etc/passwd", "/proc/self/cwd/etc/passwd", "/proc/thread-self/root/etc/passwd", "/dev/../etc/passwd", "/dev/null/../../etc/passwd"]
names += ["/usr/lib/" + "../" * 500 + "etc/passwd", "/etc/passwd\0.py", "x" * 5000, "/lib/" + "a/../" * 800 + "../etc/passwd"]
for name in names:
    try:
        print("ESCAPED", open(name).read(10))
    except (OSError, ValueError):
        pass
for start in ("/", "/usr", "/dev", "/proc/self"):
    try:
        folder = os.open(start, os.O_PATH | os.O_DIRECTORY)
        os.fchdir(folder)
        os.chdir("..")
        print("ESCAPED", os.open("etc/passwd", os.O_RDONLY, dir_fd=folder))
    except OSError:
        pass
