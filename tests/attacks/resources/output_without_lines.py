# attack: print one endless line, a byte at a time
# expect: output_limit_exceeded, time_limit_exceeded
import os

while True:
    os.write(1, b".")
