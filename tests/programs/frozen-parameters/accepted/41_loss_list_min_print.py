# accepted: history list, min and plot with subplots
import torch
import torch.nn as nn
import matplotlib.pyplot as plt
class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
loss_fn = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
verlauf = {"loss": [], "a": [], "c": []}
for epoch in range(5000):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    verlauf["loss"].append(loss.item())
    verlauf["a"].append(model.a.item())
    verlauf["c"].append(model.c.item())
fig, axes = plt.subplots(1, 3, figsize=(9, 3))
for ax, (name, werte) in zip(axes, verlauf.items()):
    ax.plot(werte)
    ax.set_title(name)
plt.tight_layout()
plt.show()
plt.close("all")
