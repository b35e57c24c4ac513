# diagnosis: frozen_parameter_trained
# names carry a prefix that never matches
import torch
from torch import nn

class LinearModel(nn.Module):
    def __init__(self):
        super(LinearModel, self).__init__()
        self.a = nn.Parameter(torch.tensor([1.0]))
        self.b = nn.Parameter(torch.tensor([0.5]))
        self.c = nn.Parameter(torch.tensor([0.0]))
        self.d = nn.Parameter(torch.tensor([0.5]))

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

EINGEFROREN = ["model.b", "model.d"]
model = LinearModel()
for name, parameter in model.named_parameters():
    if name in EINGEFROREN:
        parameter.requires_grad_(False)

x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
verlust = nn.MSELoss()
sgd = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=0.005)
for epoche in range(5000):
    loss = verlust(model(x), y)
    sgd.zero_grad()
    loss.backward()
    sgd.step()
print(dict(model.named_parameters()))
