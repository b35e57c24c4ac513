# accepted: contour plot with gradient arrow
import numpy as np
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z ** 2 + y ** 3
out.backward()

gx, gy = np.meshgrid(np.linspace(0, 4, 40), np.linspace(1, 5, 40))
fig, ax = plt.subplots()
ax.contour(gx, gy, (gx + gy) ** 2 + gy ** 3, levels=15)
ax.quiver(x.item(), y.item(), x.grad.item(), y.grad.item(), color="red")
ax.set_title("out und ihr Gradient bei (2, 3)")
fig.savefig("contour.png")
plt.close(fig)
