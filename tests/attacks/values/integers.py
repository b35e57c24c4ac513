# attack: answer with whole numbers of the same value
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = (x + y).detach()
out = z**2 + y**3
out.backward()
z_no_grad = z.to(torch.int64)
