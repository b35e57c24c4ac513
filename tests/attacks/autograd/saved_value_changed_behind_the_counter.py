# attack: change a saved value through .data, so that the version counter sees nothing
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**2
y.data.fill_(13.5)
out.backward()
y.data.fill_(3.0)
