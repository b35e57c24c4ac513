# accepted: f, f' and f'' over a grid with other names, besides the point asked for
import matplotlib.pyplot as plt
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]

gitter = torch.linspace(-4, 2, 61, requires_grad=True)
werte = gitter**2 + 2*gitter + 1
erste, = torch.autograd.grad(werte, gitter, torch.ones_like(werte), create_graph=True)
zweite, = torch.autograd.grad(erste.sum(), gitter)
for kurve, name in ((werte, "f"), (erste, "f'"), (zweite, "f''")):
    plt.plot(gitter.detach(), kurve.detach(), label=name)
plt.legend()
plt.savefig("kurven.png")
print(dy_dx)
