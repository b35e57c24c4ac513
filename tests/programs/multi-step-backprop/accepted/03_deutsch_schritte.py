# accepted: German numbered steps
import torch

print("Schritt 1: Eingabe")
x = torch.tensor([[1.0, 2.0, 3.0],
                  [3.0, 2.0, 1.0]], requires_grad=True)
print(x)

print("Schritt 2: lineare Abbildung y = 6x + 3")
y = 6 * x + 3
print(y.grad_fn)

print("Schritt 3: Quadrat z = 10 y²")
z = 10 * y.pow(2)
print(z.grad_fn)

print("Schritt 4: Mittelwert über alle", z.numel(), "Einträge")
output_mean = z.mean()

print("Schritt 5: rückwärts")
output_mean.backward()
print(x.grad)
