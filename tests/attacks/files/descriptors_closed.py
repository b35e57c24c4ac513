# attack: close every descriptor and open others in their places
# expect: runtime_error, time_limit_exceeded
import os

for descriptor in range(128):
    try:
        os.close(descriptor)
    except OSError:
        pass
pipes = [os.pipe() for _ in range(4)]
