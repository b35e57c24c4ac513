# attack: resolve names by every road that leads to a server
# expect: wrong_answer
import ctypes
import socket

for name in ("localhost", "example.com", "169.254.169.254.nip.io", "redis", "postgres", "metadata.google.internal"):
    for way in (socket.gethostbyname, lambda each: socket.getaddrinfo(each, 80), socket.getfqdn):
        try:
            found = way(name)
        except OSError:
            continue
        if found != name and name != "localhost":
            print("ESCAPED", found)
for index in range(10):
    try:
        print("ESCAPED", socket.if_indextoname(index))
    except OSError:
        pass
