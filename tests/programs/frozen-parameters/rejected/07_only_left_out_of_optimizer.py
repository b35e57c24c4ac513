# diagnosis: frozen_parameter_trained, frozen_parameter_tracked
# b, d tracked, gradients pile up, only the optimiser skips them
import torch
import torch.nn as nn
class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5))
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5))
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
optimizer = torch.optim.SGD([model.a, model.c], lr=0.005)
for epoch in range(5000):
    optimizer.zero_grad()
    loss = nn.MSELoss()(model(x), y)
    loss.backward()
    optimizer.step()
print(model.a.item(), model.b.item(), model.b.grad)
