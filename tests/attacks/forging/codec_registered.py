# attack: register a codec and an error handler under names that the harness encodes with
# expect: wrong_answer
import codecs

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
codecs.register(lambda name: codecs.CodecInfo(lambda *_: (b"accepted", 8), lambda *_: ("accepted", 8), name=name))
for name in ("surrogatepass", "backslashreplace", "replace"):
    codecs.register_error(name, lambda error: ("accepted", error.end))
print("\ud800 accepted")
z_no_grad = torch.tensor(0.0)
out = x + y
