# attack: a record whose header holds NaN, Infinity and numbers of a million digits
# expect: runtime_error
import os
import struct


def send(header, payload=b""):
    record = b"TGR1" + struct.pack("<I", len(header)) + header + payload
    while record:
        record = record[os.write(3, record) :]
    os._exit(0)


send(b'{"tensors": [{"dtype": "float32", "shape": [NaN, Infinity, 1e999, -1, ' + b"9" * 1_000_000 + b']}], "body": {}}')
