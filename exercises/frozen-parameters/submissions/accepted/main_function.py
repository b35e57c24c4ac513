# accepted: every name is local to main(); a training function
import torch
from torch import nn


class LinearModel(nn.Module):
    def __init__(self, a: float = 1.0, b: float = 0.5, c: float = 0.0, d: float = 0.5) -> None:
        super().__init__()
        self.a = nn.Parameter(torch.tensor(a))
        self.b = nn.Parameter(torch.tensor(b), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(c))
        self.d = nn.Parameter(torch.tensor(d), requires_grad=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.a * x + self.b * x + self.c + self.d


def fit(model: LinearModel, x: torch.Tensor, y: torch.Tensor, epochs: int) -> torch.Tensor:
    criterion = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
    return loss


def main() -> None:
    x = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
    y = torch.tensor([3.0, 5.0, 7.0, 9.0, 11.0])
    model = LinearModel()
    loss = fit(model, x, y, epochs=5000)
    print(model.a.item(), model.c.item(), loss.item())


if __name__ == "__main__":
    main()
