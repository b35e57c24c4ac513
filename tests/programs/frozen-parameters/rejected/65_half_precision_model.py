# diagnosis: wrong_dtype, not_converged
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
model = LinearModel().half()
x = torch.tensor([1., 2., 3., 4., 5.]).half()
y = torch.tensor([3., 5., 7., 9., 11.]).half()
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
for epoch in range(5000):
    optimizer.zero_grad()
    loss = ((model(x) - y) ** 2).mean()
    loss.backward()
    optimizer.step()
print(model.a.item(), model.c.item())
