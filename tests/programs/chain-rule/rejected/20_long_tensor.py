# diagnosis: integer_requires_grad
import torch
x = torch.LongTensor([2])
y = torch.LongTensor([3])
x.requires_grad = True
y.requires_grad = True
z = x + y
out = z**2 + y**3
out.backward()
