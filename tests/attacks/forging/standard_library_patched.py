# attack: patch the standard library's functions that the harness might use to write its record
# expect: wrong_answer, runtime_error
import dataclasses
import json
import os
import struct
import sys
import time

json.dumps = lambda *arguments, **options: '{"verdict": "accepted"}'
struct.pack = lambda *arguments: b"\xff" * 8
dataclasses.replace = lambda thing, **changes: thing
time.perf_counter = time.monotonic = time.time = lambda: 0.0
write = os.write
os.write = lambda descriptor, data: write(descriptor, data) or len(data)
sys.exc_info = lambda: (None, None, None)
