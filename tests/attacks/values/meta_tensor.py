# attack: a tensor without data
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.empty((), device="meta")
out = y**3
out.backward()
