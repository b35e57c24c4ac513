# attack: answer with complex numbers whose imaginary part is zero
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach().to(torch.complex64)
out = z_no_grad**2 + y**3
out.real.backward()
