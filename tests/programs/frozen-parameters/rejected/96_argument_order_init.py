# diagnosis: wrong_given_value
# start values passed in the wrong order: b is 0.0
import torch
import torch.nn as nn
class LinearModel(nn.Module):
    def __init__(self, a, b, c, d):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(a))
        self.b = nn.Parameter(torch.tensor(b), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(c))
        self.d = nn.Parameter(torch.tensor(d), requires_grad=False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel(1.0, 0.0, 0.5, 0.5)
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
for epoch in range(5000):
    optimizer.zero_grad()
    loss = nn.MSELoss()(model(x), y)
    loss.backward()
    optimizer.step()
print(model.a.item(), model.c.item())
