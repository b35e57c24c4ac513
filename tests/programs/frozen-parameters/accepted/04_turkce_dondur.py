# accepted: Turkish, freeze method on the module
import torch
import torch.nn as nn

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.ones(1))
        self.b = nn.Parameter(torch.full((1,), 0.5))
        self.c = nn.Parameter(torch.zeros(1))
        self.d = nn.Parameter(torch.full((1,), 0.5))

    def dondur(self, *isimler):
        for isim in isimler:
            getattr(self, isim).requires_grad_(False)

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

model = LinearModel()
model.dondur("b", "d")   # bu parametreler öğrenilmeyecek
x = torch.arange(1., 6.)
y = 2 * x + 1
kayıp_fn = nn.MSELoss()
eniyileyici = torch.optim.SGD(model.parameters(), lr=5e-3)
for tur in range(5000):
    eniyileyici.zero_grad()
    loss = kayıp_fn(model(x), y)
    loss.backward()
    eniyileyici.step()
print("son kayıp", loss.item())
for isim, değer in model.state_dict().items():
    print(isim, "=", değer.item())
