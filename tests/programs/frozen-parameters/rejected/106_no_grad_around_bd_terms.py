# diagnosis: frozen_parameter_trained, graph_cut, frozen_parameter_tracked
# b and d terms under no_grad: unmoved, but tracked
import torch
import torch.nn as nn

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5))
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5))

    def forward(self, x):
        with torch.no_grad():
            fest = self.b * x + self.d
        return self.a * x + self.c + fest

x = torch.linspace(1, 5, 5)
y = torch.linspace(3, 11, 5)
model = LinearModel()
opt = torch.optim.SGD(model.parameters(), lr=0.005)
for _ in range(5000):
    opt.zero_grad()
    loss = nn.MSELoss()(model(x), y)
    loss.backward()
    opt.step()
print([p.requires_grad for p in model.parameters()])
