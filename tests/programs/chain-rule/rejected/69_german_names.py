# diagnosis: missing_name
import torch

a = torch.tensor(2.0, requires_grad=True)
b = torch.tensor(3.0, requires_grad=True)
summe = a + b
ergebnis = summe**2 + b**3
ergebnis.backward()
print(a.grad, b.grad)
