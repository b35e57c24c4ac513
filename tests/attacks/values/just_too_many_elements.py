# attack: tensors as large as memory permits under every observed name, to fill the record
# expect: wrong_answer
import torch

x = torch.rand(1 << 20, requires_grad=True)
y = torch.rand(1 << 20, requires_grad=True)
z_no_grad = torch.rand(1 << 20)
out = (x + y).sum()
out.backward()
