# attack: send the bytes with which a child reports that it has started, or could not
# expect: runtime_error
import os

for byte in range(256):
    os.write(3, bytes([byte]))
os._exit(70)
