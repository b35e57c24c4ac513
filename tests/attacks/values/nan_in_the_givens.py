# attack: poison the given values after they were seen, so that expected and found are NaN alike
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
x.data.fill_(float("nan"))
y.data.fill_(float("nan"))
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
