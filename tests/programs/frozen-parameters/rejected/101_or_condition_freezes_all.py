# diagnosis: parameter_not_trained, missing_requires_grad
# `if "b" or "d" in name` is always true
import torch
import torch.nn as nn

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        for name, start in zip("abcd", (1.0, 0.5, 0.0, 0.5)):
            self.register_parameter(name, nn.Parameter(torch.tensor(start)))

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

def main():
    model = LinearModel()
    for name, p in model.named_parameters():
        if "b" or "d" in name:
            p.requires_grad = False
    x = torch.tensor([1., 2., 3., 4., 5.])
    y = torch.tensor([3., 5., 7., 9., 11.])
    opt = torch.optim.SGD(model.parameters(), lr=0.005)
    criterion = nn.MSELoss()
    for _ in range(5000):
        opt.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        opt.step()

main()
