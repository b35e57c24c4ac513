# attack: answer at random and submit until lucky
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach() + torch.randint(0, 2, ())
out = z_no_grad**2 + y**3 + torch.randint(1, 100, ())
out.backward()
