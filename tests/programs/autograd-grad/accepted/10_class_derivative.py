# accepted: callable class with a derivative method
import torch


class Funktion:
    def __call__(self, t):
        return t ** 2 + 2 * t + 1

    def ableitung(self, y, t):
        return torch.autograd.grad(y, t, create_graph=True)[0]


f = Funktion()
x = torch.tensor(1.0, requires_grad=True)
y = f(x)
dy_dx = f.ableitung(y, x)
d2y_dx2 = f.ableitung(dy_dx, x)
print(dy_dx, d2y_dx2)
