# accepted: latin-1 cookie with real latin-1 bytes
# -*- coding: latin-1 -*-
import torch

größe_a, größe_b = 2.0, 3.0
x = torch.tensor(größe_a, requires_grad=True)
y = torch.tensor(größe_b, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print("Übung gelöst:", x.grad, y.grad)
