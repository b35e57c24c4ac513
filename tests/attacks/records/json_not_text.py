# attack: a record whose header is no text: invalid UTF-8, surrogates, another encoding
# expect: runtime_error
import os
import struct


def send(header, payload=b""):
    record = b"TGR1" + struct.pack("<I", len(header)) + header + payload
    while record:
        record = record[os.write(3, record) :]
    os._exit(0)


send("{\"tensors\": []}".encode("utf-16") + b"\xff\xfe\xed\xa0\x80\x00")
