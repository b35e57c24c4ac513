import torch
from torch import nn


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        return self.output(torch.tanh(self.hidden(x))).squeeze(-1)


class Trainer:
    def __init__(self, model, rate):
        self.model = model
        self.rate = rate
        self.losses = []

    def loss(self, x, y):
        return nn.functional.mse_loss(self.model(x), y)

    def step(self, x, y):
        self.model.zero_grad()
        loss = self.loss(x, y)
        loss.backward()
        self.update()
        self.losses.append(loss.item())

    @torch.no_grad()
    def update(self):
        for p in self.model.parameters():
            p -= self.rate * p.grad


def train(model, inputs, targets, steps, learning_rate):
    trainer = Trainer(model, learning_rate)
    for _ in range(steps):
        trainer.step(inputs, targets)
    return trainer.losses
