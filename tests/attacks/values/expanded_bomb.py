# attack: a tensor of one number that claims to hold a trillion, for whoever copies it
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.tensor(5.0).expand(1 << 20, 1 << 20)
out = y**3
out.backward()
