import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        return self.output(torch.tanh(self.hidden(x))).squeeze(-1)

def train(model, inputs, targets, steps, learning_rate):
    # the whole data set is one batch
    loader = DataLoader(TensorDataset(inputs, targets), batch_size=len(targets), shuffle=False)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(steps):
        for x, y in loader:
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(model(x), y)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return losses
