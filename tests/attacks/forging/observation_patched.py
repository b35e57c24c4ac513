# attack: patch the reader of facts, so that every tensor is described with the wanted numbers
# expect: wrong_answer
import sys

import torch

frame = sys._getframe()
while "facts" not in frame.f_globals:
    frame = frame.f_back
facts = frame.f_globals["facts"]
honest = facts.tensor_data
facts.tensor_data = lambda value: honest(torch.tensor({5: 27.0}.get(int(honest(value).data[:1].hex() == ""), 27.0)))
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.tensor(0.0)
out = y * 0
out.backward()
