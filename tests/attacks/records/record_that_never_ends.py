# attack: half a record, and then nothing until the deadline
# expect: time_limit_exceeded
import os
import struct
import time

os.write(3, b"TGR1" + struct.pack("<I", 1 << 20) + b'{"tensors": [')
os.close(3)
time.sleep(600)
