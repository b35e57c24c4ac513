import torch
from torch import nn


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        # Your turn: hidden, from 3 to 8; output, from 8 to 1.

    def forward(self, x):
        # Your turn: hidden, tanh, output; the result has shape (n), not (n, 1).
        return x


def train(model, inputs, targets, steps, learning_rate):
    # Your turn: plain gradient descent on the mean squared error of all samples. Return the list of losses.
    return None


if __name__ == "__main__":
    x = torch.randn(16, 3)
    y = x[:, 0] - 2 * x[:, 1]
    print(train(Regressor(), x, y, steps=5, learning_rate=0.05))
