# diagnosis: parameter_not_registered
import torch
import torch.nn as nn
class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.p = [nn.Parameter(torch.tensor(1.0)), nn.Parameter(torch.tensor(0.0))]
        self.fix = [torch.tensor(0.5), torch.tensor(0.5)]
    def forward(self, x):
        return self.p[0] * x + self.fix[0] * x + self.p[1] + self.fix[1]
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
for epoch in range(5000):
    optimizer.zero_grad()
    loss = nn.MSELoss()(model(x), y)
    loss.backward()
    optimizer.step()
