# accepted: manual first, then once more with an optimiser
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]

# Variante 1: von Hand
w = torch.tensor([1.0], requires_grad=True)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (w * x - y) ** 2
        l.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
print("von Hand:", (w * 4).item())

# Variante 2: mit Optimierer
w = torch.tensor([1.0], requires_grad=True)
optimierer = torch.optim.SGD([w], lr=0.01)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        optimierer.zero_grad()
        l = (w * x - y) ** 2
        l.backward()
        optimierer.step()
optimierer.zero_grad()
y_pred = w * 4
print("Optimierer:", y_pred.item())
