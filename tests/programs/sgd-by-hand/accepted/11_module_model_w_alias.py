# accepted: nn.Module with a weight parameter, w bound to it
import torch
import torch.nn as nn

class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.tensor([1.0]))

    def forward(self, x):
        return self.weight * x

model = Model()
w = model.weight
x_data = [1, 2, 3]
y_data = [2, 4, 6]
opt = torch.optim.SGD(model.parameters(), lr=0.01)
print("Before:", model(4).item())
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        opt.zero_grad(set_to_none=True)
        loss = (model(x) - y).pow(2).mean()
        loss.backward()
        opt.step()
opt.zero_grad(set_to_none=True)
y_pred = model(4)
print("After:", y_pred.item())
