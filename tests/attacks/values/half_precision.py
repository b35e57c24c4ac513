# attack: compute in half precision and hope that the tolerance forgives it
# expect: wrong_answer
import torch

x = torch.tensor(2.0, dtype=torch.float16, requires_grad=True)
y = torch.tensor(3.0, dtype=torch.float16, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
