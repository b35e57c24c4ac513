# attack: write a verdict to every descriptor there is and leave
# expect: runtime_error
import os

for descriptor in range(256):
    try:
        os.write(descriptor, b'{"verdict": "accepted", "code": "AC", "score": 1.0, "started": true}\n')
    except OSError:
        pass
os._exit(0)
