# accepted: both flags given
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, retain_graph=True, create_graph=True)[0]
d2y_dx2 = torch.autograd.grad(dy_dx, x, retain_graph=True)[0]
print(f"{'Ableitung':<12}{'Wert':>6}")
print(f"{'erste':<12}{dy_dx.item():>6.1f}")
print(f"{'zweite':<12}{d2y_dx2.item():>6.1f}")
