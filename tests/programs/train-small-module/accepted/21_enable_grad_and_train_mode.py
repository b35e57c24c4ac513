import torch
from torch import nn

class Regressor(nn.Module):
    def __init__(self, seed=None):
        super().__init__()
        if seed is not None:
            torch.manual_seed(seed)
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)
        nn.init.xavier_uniform_(self.hidden.weight)
        nn.init.zeros_(self.hidden.bias)

    def forward(self, x):
        assert x.ndim == 2 and x.shape[1] == 3
        return self.output(torch.tanh(self.hidden(x))).squeeze(-1)

def train(model, inputs, targets, steps, learning_rate):
    was_training = model.training
    model.train()
    losses = []
    with torch.enable_grad():
        for _ in range(steps):
            model.zero_grad()
            loss = nn.functional.mse_loss(model(inputs), targets)
            loss.backward()
            with torch.no_grad():
                for p in model.parameters():
                    p.sub_(p.grad, alpha=learning_rate)
            losses.append(loss.item())
    model.train(was_training)
    return losses
