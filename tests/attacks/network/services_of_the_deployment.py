# attack: reach the broker, the database and the service on this machine
# expect: wrong_answer
import http.client
import socket

for port in (6379, 5432, 8000, 80, 22, 2375, 9000):
    for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0"):
        try:
            socket.create_connection((host, port), timeout=0.2)
            print("ESCAPED", host, port)
        except OSError:
            pass
    try:
        http.client.HTTPConnection("127.0.0.1", port, timeout=0.2).request("GET", "/")
        print("ESCAPED", port)
    except OSError:
        pass
