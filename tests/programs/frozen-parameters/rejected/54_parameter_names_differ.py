# diagnosis: missing_name
# weights called w1, w2, b1, b2
import torch
import torch.nn as nn
class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.w1 = nn.Parameter(torch.tensor(1.0))
        self.w2 = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.b1 = nn.Parameter(torch.tensor(0.0))
        self.b2 = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(self, x):
        return self.w1 * x + self.w2 * x + self.b1 + self.b2
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
for epoch in range(5000):
    optimizer.zero_grad()
    loss = nn.MSELoss()(model(x), y)
    loss.backward()
    optimizer.step()
print(model.w1.item(), model.b1.item())
