# attack: read accounts, keys and configuration of the machine
# expect: wrong_answer
import glob
import os

paths = ("/etc/passwd", "/etc/shadow", "/etc/hosts", "/etc/resolv.conf", "/etc/machine-id", "/root/.ssh/id_rsa", "/root/.bash_history")
paths += ("/var/run/secrets/kubernetes.io/serviceaccount/token", "/run/secrets", "/var/log/syslog", "/proc/version", "/sys/class/dmi/id/product_uuid")
for path in (*paths, *glob.glob("/home/*/.ssh/*"), *glob.glob("/root/.*")):
    try:
        open(path, "rb").read(1)
    except OSError:
        continue
    print("ESCAPED", path)
for folder in ("/", "/root", "/home", "/etc", "/var", "/tmp", "/proc", "/sys", "/dev", "/run"):
    try:
        print("ESCAPED", os.listdir(folder)[:3])
    except OSError:
        pass
