# attack: change rights, owner, times and attributes of the devices that everybody shares
# expect: wrong_answer
import os

for path in ("/dev/null", "/dev/urandom", "/dev/zero", "/", "/tmp"):
    ways = (
        lambda: os.chmod(path, 0o600),
        lambda: os.chown(path, 1000, 1000),
        lambda: os.utime(path, (1, 1)),
        lambda: os.setxattr(path, "user.torchgrader-attack", b"1"),
        lambda: os.fchmod(os.open(path, os.O_RDONLY), 0o600),
        lambda: os.fchown(os.open(path, os.O_RDONLY), 1000, 1000),
        lambda: os.utime(os.open(path, os.O_RDONLY), (1, 1)),
        lambda: os.listxattr(path) and 1 / 0,
    )
    for index, way in enumerate(ways[:7]):
        try:
            way()
        except OSError:
            continue
        if path != "/tmp":
            print("ESCAPED", path, index)
