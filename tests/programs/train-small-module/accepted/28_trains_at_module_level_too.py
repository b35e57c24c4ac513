import torch
from torch import nn

class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)
    def forward(self, x): return self.output(self.hidden(x).tanh()).squeeze(-1)

def train(model, inputs, targets, steps, learning_rate):
    losses = []; opt = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(steps):
        opt.zero_grad(); loss = ((model(inputs) - targets)**2).mean(); loss.backward(); opt.step()
        losses.append(loss.item())
    return losses

x = torch.randn(16, 3)
y = x[:, 0] - 2 * x[:, 1]
model = Regressor()
print(sum(p.numel() for p in model.parameters()), "parameters")
print(train(model, x, y, 5, 0.05))
assert len(train(model, x, y, 3, 0.05)) == 3
