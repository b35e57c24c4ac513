# diagnosis: tracking_switched
# After the training the whole model is frozen, so that nobody trains it by accident: a and c should still be tracked.
import torch
from torch import nn


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d


x = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
y = torch.tensor([3.0, 5.0, 7.0, 9.0, 11.0])
model = LinearModel()
criterion = nn.MSELoss()
optimizer = torch.optim.SGD([model.a, model.c], lr=0.005)
for epoch in range(5000):
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()

model.eval()
model.requires_grad_(False)
print(model.a.item(), model.b.item(), model.c.item(), model.d.item(), loss.item())
