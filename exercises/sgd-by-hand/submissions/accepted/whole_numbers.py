# accepted: whole numbers as data and a zero-dimensional weight; German names
import torch

x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor(1.0, requires_grad=True)
lernrate = 1e-2


def vorhersage(eingabe):
    return w * eingabe


print("vorher:", vorhersage(4).item())

for epoche in range(1, 101):
    for eingabe, ziel in zip(x_data, y_data):
        verlust = (vorhersage(eingabe) - ziel) ** 2
        verlust.backward()
        with torch.no_grad():
            w -= lernrate * w.grad
            w.grad.zero_()
    if epoche % 10 == 0:
        print("Epoche", epoche, "Verlust", verlust.item())

y_pred = vorhersage(4).item()
print("nachher:", y_pred)
