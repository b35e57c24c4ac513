# diagnosis: not_converged, update_lost
# training calls slipped into the logging branch
import torch
import torch.nn as nn

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
loss_fn = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
for epoch in range(5000):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    if epoch % 1000 == 0:
        print(f"epoch {epoch}, loss {loss.item():.4f}")
        loss.backward()
        optimizer.step()
print(model.a.item(), model.c.item())
