# accepted: fit method on the module itself
import torch
from torch import nn, optim
class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d
    def fit(self, x, y, epochs=5000, lr=0.005):
        opt = optim.SGD(self.parameters(), lr=lr)
        mse = nn.MSELoss()
        for _ in range(epochs):
            opt.zero_grad()
            loss = mse(self(x), y)
            loss.backward()
            opt.step()
        return loss
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
loss = model.fit(x, y)
print(model.a.item(), model.c.item(), loss.item())
