# accepted: class at module level, everything else in main()
import torch
from torch import nn


class LinearModel(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.a: nn.Parameter = nn.Parameter(torch.tensor(1.0))
        self.b: nn.Parameter = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c: nn.Parameter = nn.Parameter(torch.tensor(0.0))
        self.d: nn.Parameter = nn.Parameter(torch.tensor(0.5), requires_grad=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.a * x + self.b * x + self.c + self.d


def main() -> None:
    x = torch.tensor([1., 2., 3., 4., 5.])
    y = torch.tensor([3., 5., 7., 9., 11.])
    model = LinearModel()
    loss_fn = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
    for epoch in range(5000):
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
    print(f"{model.a.item():.3f} {model.c.item():.3f} {loss.item():.2e}")


if __name__ == "__main__":
    main()
