# accepted: Trainer with self.model, then bare names
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

class Trainer:
    def __init__(self, net, lr, epochs):
        self.net, self.epochs = net, epochs
        self.opt = torch.optim.SGD(net.parameters(), lr=lr)
        self.crit = nn.MSELoss()
        self.history = []
    def fit(self, x, y):
        for _ in range(self.epochs):
            self.opt.zero_grad()
            loss = self.crit(self.net(x), y)
            loss.backward()
            self.opt.step()
            self.history.append(loss.item())
        return loss

x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
trainer = Trainer(model, lr=0.005, epochs=5000)
loss = trainer.fit(x, y)
print(trainer.history[0], "->", trainer.history[-1])
