# diagnosis: update_replaces_parameter, parameter_not_trained
# parameter objects replaced after the optimiser was built
import torch
import torch.nn as nn

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.reset()

    def reset(self):
        self.a = nn.Parameter(torch.tensor(1.0))
        self.c = nn.Parameter(torch.tensor(0.0))

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

model = LinearModel()
opt = torch.optim.SGD(model.parameters(), lr=0.005)
model.reset()       # "sicher ist sicher"
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
for _ in range(5000):
    opt.zero_grad()
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    opt.step()
print(model.a, model.c)
