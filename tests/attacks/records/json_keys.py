# attack: a record whose header has half a million keys
# expect: runtime_error
import os
import struct


def send(header, payload=b""):
    record = b"TGR1" + struct.pack("<I", len(header)) + header + payload
    while record:
        record = record[os.write(3, record) :]
    os._exit(0)


send(b'{"tensors": [], "body": {' + b",".join(b'"%d":0' % index for index in range(300_000)) + b"}}")
