# accepted: Turkish identifiers, everything in one function
import torch


def hesapla(deger_x, deger_y):
    """z'yi hesap grafiğinden ayırıp türevi alır."""
    x = torch.tensor(deger_x, requires_grad=True)
    y = torch.tensor(deger_y, requires_grad=True)
    z = x + y
    z_no_grad = z.detach()      # burada bağ kopuyor
    çıktı = z_no_grad ** 2 + y ** 3
    out = çıktı
    out.backward()
    return x.grad, y.grad


x_türevi, y_türevi = hesapla(2.0, 3.0)
print("x'in gradyanı:", x_türevi)
print("y'nin gradyanı:", y_türevi)
