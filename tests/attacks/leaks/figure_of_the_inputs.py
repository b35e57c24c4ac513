# attack: draw the hidden values into a figure
# expect: accepted
import matplotlib.pyplot as plt
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
plt.title(f"{x.item()!r} {y.item()!r}")
plt.plot([x.item(), y.item()])
plt.show()
