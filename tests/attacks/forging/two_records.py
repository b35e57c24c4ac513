# attack: write a whole empty record before the harness writes the true one
# expect: runtime_error
import json
import os
import struct

header = json.dumps({"tensors": [], "body": {}}).encode()
os.write(3, b"TGR1" + struct.pack("<I", len(header)) + header)
