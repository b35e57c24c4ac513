# attack: make device nodes and open those that are there
# expect: wrong_answer
import os
import stat

for name, device in (("mem", os.makedev(1, 1)), ("disk", os.makedev(8, 0)), ("disk", os.makedev(254, 0)), ("kmsg", os.makedev(1, 11))):
    for folder in ("/tmp", "/dev", "/dev/shm", "."):
        for kind in (stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK):
            try:
                os.mknod(os.path.join(folder, "torchgrader-attack-" + name), kind | 0o666, device)
            except OSError:
                continue
            print("ESCAPED", folder, name)
for path in ("/dev/mem", "/dev/kmem", "/dev/kmsg", "/dev/sda", "/dev/vda", "/dev/nvidia0", "/dev/fuse", "/dev/kvm", "/dev/ptmx", "/dev/tty", "/dev/console", "/dev/net/tun", "/dev/userfaultfd", "/dev/loop-control", "/dev/vsock", "/dev/dri/card0"):
    for flags in (os.O_RDONLY, os.O_RDWR):
        try:
            os.open(path, flags)
        except OSError:
            continue
        print("ESCAPED", path)
