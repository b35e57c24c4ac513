# attack: connect to the sockets that lie in the file system or have abstract names
# expect: wrong_answer
import socket

for path in ("/var/run/docker.sock", "/run/containerd/containerd.sock", "/tmp/.s.PGSQL.5432", "/run/dbus/system_bus_socket", "\0torchgrader-attack", "/dev/log"):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            channel = socket.socket(socket.AF_UNIX, kind)
            channel.connect(path)
            print("ESCAPED", path)
        except OSError:
            pass
