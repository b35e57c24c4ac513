# diagnosis: missing_package
import pytorch as torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3
out.backward()
