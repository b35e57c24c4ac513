# attack: raise in the hidden run before anything wrong can be seen: assertions are forgiven there
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
if x.item() != 2.0:
    raise AssertionError("these are not the published numbers")
z_no_grad = torch.tensor(5.0)
out = z_no_grad**2 + y**3
out.backward()
