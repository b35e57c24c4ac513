# attack: a record as large as the pipe takes
# expect: runtime_error
import os

while True:
    os.write(3, bytes(1 << 20))
