# accepted: German comments, functions with German names
import torch

# Trainingsdaten: y = 2x
x_data = torch.tensor([1.0, 2.0, 3.0])
y_data = torch.tensor([2.0, 4.0, 6.0])
w = torch.tensor([1.0], requires_grad=True)
lernrate = 0.01

def vorwaerts(x):
    return w * x

def fehlerquadrat(soll, ist):
    return (soll - ist) ** 2

print(f"Vorhersage für 4 vor dem Training: {vorwaerts(4).item():.3f}")
for epoche in range(100):
    for i in range(len(x_data)):
        verlust = fehlerquadrat(y_data[i], vorwaerts(x_data[i]))
        verlust.backward()
        w.data -= lernrate * w.grad
        w.grad.zero_()
    if (epoche + 1) % 20 == 0:
        print(f"Epoche {epoche + 1:3d}: w = {w.item():.5f}, Verlust = {verlust.item():.2e}")
y_pred = vorwaerts(torch.tensor(4.0))
print(f"Vorhersage für 4 nach dem Training: {y_pred.item():.3f}")
