import torch
from torch import nn


class Regressor(nn.Module):
    def __init__(self, n_in=3, n_hidden=8):
        super().__init__()
        self.hidden = nn.Linear(n_in, n_hidden)
        self.activation = nn.Tanh()
        self.output = nn.Linear(n_hidden, 1)

    def forward(self, x):
        for layer in (self.hidden, self.activation, self.output):
            x = layer(x)
        return x.reshape(-1)


def train(model, inputs, targets, steps, learning_rate):
    opt = torch.optim.SGD(model.parameters(), learning_rate, momentum=0.0)
    crit = nn.MSELoss(reduction="mean")
    history = []
    model.train()
    for _ in range(steps):
        opt.zero_grad(set_to_none=True)
        loss = crit(model(inputs), targets)
        history.append(loss.detach().item())
        loss.backward()
        opt.step()
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(16, 3)
    y = x[:, 0] - 2 * x[:, 1]
    print(train(Regressor(), x, y, steps=5, learning_rate=0.05))
