# attack: keep megabytes of output in a buffer that is flushed when all is over
# expect: output_limit_exceeded, wrong_answer
import sys

sys.stdout = open(1, "w", buffering=1 << 24, closefd=False)
sys.stdout.write("x" * (8 << 20))
