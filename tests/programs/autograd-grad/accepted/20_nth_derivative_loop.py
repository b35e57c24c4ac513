# accepted: loop over derivatives with a list
import torch

x = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
y = x**2 + 2*x + 1
ableitungen = [y]
for n in range(2):
    ableitungen.append(torch.autograd.grad(ableitungen[-1], x, create_graph=True)[0])
_, dy_dx, d2y_dx2 = ableitungen
for n, a in enumerate(ableitungen):
    print(n, a.item())
