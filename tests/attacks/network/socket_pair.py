# attack: make a pair of sockets, over which descriptors travel
# expect: wrong_answer
import socket

for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
    try:
        socket.socketpair(socket.AF_UNIX, kind)
        print("ESCAPED", kind)
    except OSError:
        pass
