# diagnosis: missing_name
import torch
eingaben = [1, 2, 3]
ausgaben = [2, 4, 6]
gewicht = torch.tensor([1.0], requires_grad=True)
for epoche in range(100):
    for e, a in zip(eingaben, ausgaben):
        fehler = (e * gewicht - a) ** 2
        fehler.backward()
        with torch.no_grad():
            gewicht -= 0.01 * gewicht.grad
        gewicht.grad.zero_()
vorhersage = gewicht * 4
print(vorhersage)
