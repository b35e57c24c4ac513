# accepted: fit plotted, saved to BytesIO and file
import io
import torch
import torch.nn as nn
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor([1.0]))
        self.b = nn.Parameter(torch.tensor([0.5]), requires_grad=False)
        self.c = nn.Parameter(torch.tensor([0.0]))
        self.d = nn.Parameter(torch.tensor([0.5]), requires_grad=False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
loss_fn = nn.MSELoss()
opt = torch.optim.SGD(model.parameters(), lr=0.005)
for epoch in range(5000):
    opt.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    opt.step()

with torch.no_grad():
    fit = model(x)
plt.scatter(x.numpy(), y.numpy(), label="data")
plt.plot(x.numpy(), fit.numpy(), "r-", label="fit")
plt.legend()
buf = io.BytesIO()
plt.savefig(buf)
plt.savefig("fit.png")
print(len(buf.getvalue()) > 0)
