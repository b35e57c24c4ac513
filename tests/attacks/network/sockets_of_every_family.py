# attack: make a socket of every family and type
# expect: wrong_answer
import socket

for family in range(46):
    for kind in (1, 2, 3, 5, 10):
        for protocol in (0, 1, 132, 262):
            try:
                socket.socket(family, kind, protocol)
            except OSError:
                continue
            print("ESCAPED", family, kind, protocol)
