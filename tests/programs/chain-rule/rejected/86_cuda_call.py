# diagnosis: device_unavailable
import torch

device = torch.device("cuda")
x = torch.tensor(2.0, requires_grad=True, device=device)
y = torch.tensor(3.0, requires_grad=True, device=device)
z = x + y
out = z**2 + y**3
out.backward()
