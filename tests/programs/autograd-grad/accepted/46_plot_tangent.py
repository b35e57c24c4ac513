# accepted: plot of curve and tangent
import matplotlib.pyplot as plt
import torch

f = lambda t: t**2 + 2*t + 1
x = torch.tensor(1.0, requires_grad=True)
y = f(x)
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]

ts = torch.linspace(-3, 3, 100)
plt.plot(ts.numpy(), f(ts).numpy(), label="f")
plt.plot(ts.numpy(), (y + dy_dx * (ts - x)).detach().numpy(), "--", label="Tangente")
plt.plot(x.item(), y.item(), "ko")
plt.legend()
plt.show()
