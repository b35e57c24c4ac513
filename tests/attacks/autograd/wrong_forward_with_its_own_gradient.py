# attack: the right gradient of a wrong forward, which checks of consistency alone would accept
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**3 + y**3 + 1
out.backward()
