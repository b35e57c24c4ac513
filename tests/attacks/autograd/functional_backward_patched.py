# attack: replace torch.autograd.backward, which the method calls
# expect: wrong_answer
import torch

torch.autograd.backward = lambda tensors, *arguments, **options: setattr(y, "grad", torch.tensor(27.0))
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**2
out.backward()
