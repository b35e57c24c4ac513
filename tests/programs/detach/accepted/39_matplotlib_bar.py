# accepted: bar chart of the two gradients at the end
import matplotlib.pyplot as plt
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()

hoehen = [0 if g is None else g.item() for g in (x.grad, y.grad)]
plt.bar(["x", "y"], hoehen)
plt.ylabel("Gradient")
plt.title("detach() kappt den Weg zu x")
plt.show()
