# attack: a type whose name is a megabyte of control characters
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = type("\x1b[2J\u202e" * (1 << 18), (), {})()
out = y**3
out.backward()
