# accepted: German, filter() of trainable parameters
# Parameter einfrieren: b und d sollen sich beim Training nicht ändern
import torch
from torch import nn, optim

class LinearModel(nn.Module):
    """y = a*x + b*x + c + d"""
    def __init__(self):
        super(LinearModel, self).__init__()
        # trainierbar
        self.a = nn.Parameter(torch.tensor([1.0]))
        self.c = nn.Parameter(torch.tensor([0.0]))
        # eingefroren
        self.b = nn.Parameter(torch.tensor([0.5]), requires_grad=False)
        self.d = nn.Parameter(torch.tensor([0.5]), requires_grad=False)

    def forward(self, eingabe):
        return self.a * eingabe + self.b * eingabe + self.c + self.d

x = torch.tensor([1, 2, 3, 4, 5], dtype=torch.float32)
y = torch.tensor([3, 5, 7, 9, 11], dtype=torch.float32)
model = LinearModel()
verlustfunktion = nn.MSELoss()
optimierer = optim.SGD(filter(lambda p: p.requires_grad, model.parameters()), lr=0.005)

for epoche in range(5000):
    vorhersage = model(x)
    loss = verlustfunktion(vorhersage, y)
    optimierer.zero_grad()
    loss.backward()
    optimierer.step()
    if (epoche + 1) % 1000 == 0:
        print(f"Epoche {epoche + 1}: Verlust = {loss.item():.6f}")

for name, p in model.named_parameters():
    print(name, p.item(), "trainierbar" if p.requires_grad else "eingefroren")
