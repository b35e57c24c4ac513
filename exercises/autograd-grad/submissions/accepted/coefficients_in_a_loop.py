# accepted: the polynomial from its coefficients, summed up in a loop; every derivative in a list
import torch

x = torch.tensor(1.0, requires_grad=True)
y = torch.zeros(())
for power, coefficient in enumerate([1.0, 2.0, 1.0]):
    y = y + coefficient * x**power

derivatives = [y]
for _ in range(2):
    derivatives.extend(torch.autograd.grad(derivatives[-1], x, create_graph=True))

_, dy_dx, d2y_dx2 = derivatives
print(derivatives)
