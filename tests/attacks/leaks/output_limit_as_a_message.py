# attack: print more than allowed in the hidden run, with the values in what is printed
# expect: output_limit_exceeded
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
if x.item() != 2.0:
    while True:
        print(repr(x.item()), repr(y.item()) * 100)
