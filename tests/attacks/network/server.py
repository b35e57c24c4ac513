# attack: listen for somebody to come
# expect: forbidden_operation, runtime_error
import socketserver

socketserver.TCPServer(("", 0), socketserver.BaseRequestHandler)
print("ESCAPED")
