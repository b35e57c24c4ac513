# accepted: data lists converted later, prints table
import torch
import torch.nn as nn
xs, ys = [], []
for k in range(1, 6):
    xs.append(float(k))
    ys.append(2.0 * k + 1.0)
class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d
model = LinearModel()
x = torch.as_tensor(xs)
y = torch.as_tensor(ys)
opt = torch.optim.SGD(model.parameters(), 0.005)
mse = nn.MSELoss()
for _ in range(5000):
    opt.zero_grad()
    loss = mse(input=model(x), target=y)
    loss.backward()
    opt.step()
print("   x    y   model")
for xi, yi, pi in zip(xs, ys, model(x).tolist()):
    print(f"{xi:4.0f} {yi:4.0f} {pi:7.3f}")
