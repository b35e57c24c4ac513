# diagnosis: frozen_parameter_trained
# model.requires_grad = False is just a new attribute
# Turkish learner: "modeli dondurmak" için
import torch
from torch import nn, optim

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.ones(1))
        self.b = nn.Parameter(torch.ones(1) / 2)
        self.c = nn.Parameter(torch.zeros(1))
        self.d = nn.Parameter(torch.ones(1) / 2)

    def forward(self, girdi):
        return self.a * girdi + self.b * girdi + self.c + self.d

model = LinearModel()
model.requires_grad = False
x = torch.arange(1, 6).float()
y = x * 2 + 1
eniyi = optim.SGD(model.parameters(), lr=0.005)
for tur in range(5000):
    eniyi.zero_grad()
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    eniyi.step()
print(model.b, model.d)
