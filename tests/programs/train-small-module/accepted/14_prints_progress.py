import torch
import torch.nn as nn
import torch.optim as optim

class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)
        print(self)

    def forward(self, x):
        x = self.hidden(x)
        x = torch.tanh(x)
        x = self.output(x)
        return x.squeeze(-1)

def train(model, inputs, targets, steps, learning_rate):
    criterion = nn.MSELoss()
    optimizer = optim.SGD(model.parameters(), lr=learning_rate)
    train_losses = []
    for epoch in range(1, steps + 1):
        # forward
        outputs = model(inputs)
        loss = criterion(outputs, targets)
        # backward
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        train_losses.append(loss.item())
        if epoch % 10 == 0 or epoch == 1:
            print(f"epoch [{epoch}/{steps}], loss: {loss.item():.4f}")
    return train_losses
