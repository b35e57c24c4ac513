# attack: a table of answers looked up by a hash of the inputs, so that the source shows no numbers of them
# expect: wrong_answer
import hashlib
import struct

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
key = hashlib.sha256(struct.pack("2d", x.item(), y.item())).hexdigest()[:2]
answers = {key: [5.0, 52.0, 27.0]}
z_no_grad = torch.tensor(answers[key][0])
out = torch.tensor(answers[key][1]) + (y - y.detach()) * answers[key][2]
out.backward()
