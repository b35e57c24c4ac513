# attack: send a task to the broker and a row to the database
# expect: wrong_answer, forbidden_operation, runtime_error
import socket

for port in (6379, 5432, 5672, 8000):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as channel:
            channel.sendall(b"*1\r\n$4\r\nPING\r\n")
            print("ESCAPED", port)
    except PermissionError:
        pass
