# diagnosis: endless_loop
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
while True:
    z = x + y
    out = z**2 + y**3
out.backward()
