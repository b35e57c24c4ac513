# accepted: German, tuple unpacking
import torch
from torch.autograd import grad

# f(x) = x² + 2x + 1 an der Stelle x = 1
x = torch.tensor([1.0], requires_grad=True)
y = x ** 2 + 2 * x + 1
print("Funktionswert:", y)

# Erste Ableitung; create_graph=True, damit noch einmal abgeleitet werden kann
dy_dx, = grad(y, x, create_graph=True)
print("Erste Ableitung:", dy_dx)

# Zweite Ableitung
d2y_dx2, = grad(dy_dx, x)
print("Zweite Ableitung:", d2y_dx2)
