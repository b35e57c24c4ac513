# attack: replace the functions that pack numbers into the record's header
# expect: wrong_answer, runtime_error
import struct
import zlib

import torch

x = torch.tensor(2.0, requires_grad=True)
struct.pack = lambda *_: b"\x00" * 64
zlib.crc32 = lambda *_: 0
