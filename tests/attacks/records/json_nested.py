# attack: a record whose header is nested a million levels deep
# expect: runtime_error
import os
import struct


def send(header, payload=b""):
    record = b"TGR1" + struct.pack("<I", len(header)) + header + payload
    while record:
        record = record[os.write(3, record) :]
    os._exit(0)


send(b"[" * 1_000_000 + b"]" * 1_000_000)
