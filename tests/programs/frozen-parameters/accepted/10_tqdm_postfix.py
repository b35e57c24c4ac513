# accepted: trange progress bar
import torch
import torch.nn as nn
from tqdm import trange

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
criterion, optimizer = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=0.005)
bar = trange(5000, desc="training")
for epoch in bar:
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()
    if epoch % 500 == 0:
        bar.set_postfix(loss=f"{loss.item():.2e}")
print(model.state_dict())
