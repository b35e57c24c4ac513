# accepted: the fit and the loss curve are drawn at the end; German comments
import matplotlib.pyplot as plt
import torch
from torch import nn


class LinearModel(nn.Module):
    """Gerade mit zwei freien und zwei eingefrorenen Zahlen."""

    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5)).requires_grad_(False)
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5)).requires_grad_(False)

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d


x = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
y = torch.tensor([3.0, 5.0, 7.0, 9.0, 11.0])
model = LinearModel()
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
criterion = nn.MSELoss()
verlauf = []

for epoche in range(5000):
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()
    verlauf.append(loss.item())

# Bild der Geraden und des Verlusts
links, rechts = plt.subplots(1, 2)[1]
links.scatter(x, y)
links.plot(x, model(x).detach())
rechts.semilogy(verlauf)
plt.show()
