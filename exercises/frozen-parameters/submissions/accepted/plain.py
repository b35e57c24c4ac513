# accepted: requires_grad=False in the constructor, all parameters handed to the optimizer
import torch
import torch.nn as nn


class LinearModel(nn.Module):
    def __init__(self):
        super(LinearModel, self).__init__()
        self.a = nn.Parameter(torch.tensor(1.0), requires_grad=True)
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0), requires_grad=True)
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d


x = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
y = torch.tensor([3.0, 5.0, 7.0, 9.0, 11.0])

model = LinearModel()
criterion = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)

for epoch in range(5000):
    optimizer.zero_grad()
    output = model(x)
    loss = criterion(output, y)
    loss.backward()
    optimizer.step()
    if (epoch + 1) % 1000 == 0:
        print(f"epoch {epoch + 1}: loss {loss.item():.6f}")

for name, parameter in model.named_parameters():
    print(name, parameter.data, parameter.requires_grad)
