# accepted: German teaching-page style with many comments
# Gradient einer Kostenfunktion bezüglich der Gewichtsmatrix
import torch

# Gewichtsmatrix mit Zufallswerten zwischen 0 und 1
W = torch.rand((1, 3), requires_grad=True)
print("Gewichte:", W)

# Eingabe: zwei Beispiele mit je drei Merkmalen (als Spalten)
X = torch.tensor([[1, 2], [3, 4], [5, 6]], dtype=torch.float32)

# Vorwärtsrechnung
Y = torch.matmul(W, X)
print("Ausgabe:", Y)

# Sollwerte
Ytarget = torch.tensor([[10, 20]], dtype=torch.float32)

# mittlerer quadratischer Fehler
Abweichung = Y - Ytarget
Quadrate = Abweichung * Abweichung
loss = Quadrate.mean()
print("Fehler:", loss.item())

loss.backward()
print("Gradient:", W.grad)
