# The loss as a function of the parameters.
import torch
from torch import nn
from torch.func import functional_call, grad_and_value


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        return self.output(torch.tanh(self.hidden(x))).squeeze(-1)


def train(model, inputs, targets, steps, learning_rate):
    def loss_of(parameters):
        return (functional_call(model, parameters, (inputs,)) - targets).pow(2).mean()

    losses = []
    for _ in range(steps):
        current = {name: p.detach() for name, p in model.named_parameters()}
        gradients, loss = grad_and_value(loss_of)(current)
        for name, p in model.named_parameters():
            p.data -= learning_rate * gradients[name]
        losses.append(loss.item())
    return losses


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(20, 3)
    print(train(Regressor(), x, x.sum(1), 3, 0.05))
