# accepted: Turkish class with run method, locals named as asked
import torch


class ZincirKuralı:
    def __init__(self, ilk, ikinci):
        self.ilk = ilk
        self.ikinci = ikinci

    def çalıştır(self):
        x = torch.tensor(self.ilk, requires_grad=True)
        y = torch.tensor(self.ikinci, requires_grad=True)
        z = x + y
        out = z ** 2 + y ** 3
        out.backward()
        return {"x": x.grad.item(), "y": y.grad.item()}


sonuç = ZincirKuralı(2.0, 3.0).çalıştır()
for ad, türev in sonuç.items():
    print(f"{ad} için türev: {türev}")
