# attack: answer with the right numbers in shapes that broadcast against the expected ones
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach().expand(4, 1)
out = (z_no_grad**2 + y**3).expand(4, 4)
out.mean().backward()
