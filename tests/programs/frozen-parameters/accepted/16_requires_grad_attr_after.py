# accepted: attribute set on the built model before the optimiser
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
        return self.a * x + self.b * x + self.c + self.d
model = LinearModel()
model.b.requires_grad = False
model.d.requires_grad = False
print([n for n, p in model.named_parameters() if p.requires_grad])
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
lossfn = nn.MSELoss()
sgd = torch.optim.SGD([model.a, model.c], lr=0.005)
for n in range(5000):
    loss = lossfn(model(x), y)
    loss.backward()
    sgd.step()
    sgd.zero_grad()
print(model.a.data, model.c.data)
