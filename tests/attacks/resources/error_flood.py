# attack: print without end to standard error
# expect: output_limit_exceeded
import sys

while True:
    print("x" * 1000, file=sys.stderr)
