# attack: a record whose header claims four gigabytes
# expect: runtime_error
import os
import struct


def send(header, payload=b""):
    record = b"TGR1" + struct.pack("<I", len(header)) + header + payload
    while record:
        record = record[os.write(3, record) :]
    os._exit(0)


os.write(3, b"TGR1" + struct.pack("<I", 0xFFFFFFFF) + b"{}")
os._exit(0)
