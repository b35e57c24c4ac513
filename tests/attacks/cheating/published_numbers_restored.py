# attack: put the published numbers back after the harness replaced them
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
with torch.no_grad():
    x.fill_(4.0 / 2)
    y.fill_(6.0 / 2)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
