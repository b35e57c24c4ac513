# attack: never end in the hidden run, so that nothing wrong can be seen
# expect: time_limit_exceeded
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
while x.item() != 2.0:
    pass
z_no_grad = torch.tensor(5.0)
out = z_no_grad**2 + y**3
out.backward()
