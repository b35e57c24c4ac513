# attack: replace the property `grad` of every tensor, so that whoever reads it is told the wanted value
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
(0 * out).backward()
torch.Tensor.grad = property(lambda self: torch.tensor(27.0) if self is y else None)
