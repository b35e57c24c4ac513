# accepted: saved with torch.save and loaded under other names
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z ** 2 + y ** 3
out.backward()
torch.save({"gx": x.grad, "gy": y.grad}, "g.pt")
geladen = torch.load("g.pt")
print(geladen)
