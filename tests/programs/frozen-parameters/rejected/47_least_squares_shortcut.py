# diagnosis: backward_not_called, hard_coded
# closed form instead of training
import torch
import torch.nn as nn
class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
A = torch.stack([x, torch.ones(5)], dim=1)
slope, intercept = torch.linalg.lstsq(A, y[:, None]).solution.flatten()
model.a.data = slope - 0.5
model.c.data = intercept - 0.5
loss = nn.MSELoss()(model(x), y)
print(model.a.item(), model.c.item(), loss.item())
