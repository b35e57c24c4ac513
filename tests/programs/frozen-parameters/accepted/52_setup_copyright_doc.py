# accepted: long docstring, __all__, constants
"""Lineares Modell mit eingefrorenen Parametern.

Nur a und c werden gelernt; b und d bleiben 0.5.
"""
import torch
import torch.nn as nn

__all__ = ["LinearModel"]
LERNRATE = 0.005
EPOCHEN = 5_000
FEST = 0.5

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.c = nn.Parameter(torch.tensor(0.0))
        self.b = nn.Parameter(torch.tensor(FEST), requires_grad=False)
        self.d = nn.Parameter(torch.tensor(FEST), requires_grad=False)

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
kriterium = nn.MSELoss()
optimierer = torch.optim.SGD(model.parameters(), lr=LERNRATE)
for epoche in range(EPOCHEN):
    optimierer.zero_grad()
    loss = kriterium(model(x), y)
    loss.backward()
    optimierer.step()
print(*(f"{n}={p.item():.4f}" for n, p in model.named_parameters()), sep=", ")
