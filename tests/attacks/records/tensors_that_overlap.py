# attack: a record of thousands of tensors that all claim the same bytes
# expect: runtime_error
import os
import struct


def send(header, payload=b""):
    record = b"TGR1" + struct.pack("<I", len(header)) + header + payload
    while record:
        record = record[os.write(3, record) :]
    os._exit(0)


described = b",".join([b'{"dtype": "float64", "shape": [1048576]}'] * 1024)
send(b'{"tensors": [' + described + b'], "body": {}}', bytes(8 << 20))
