# accepted: range kept, but type, sum, vars shadowed
import torch
import torch.nn as nn
class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(self, input):
        sum = self.a * input
        sum = sum + self.b * input
        sum = sum + self.c
        sum = sum + self.d
        return sum
type = torch.float32
list = [1, 2, 3, 4, 5]
x = torch.tensor(list, dtype=type)
y = torch.tensor([2 * int + 1 for int in list], dtype=type)
model = LinearModel()
max = 5000
opt = torch.optim.SGD(model.parameters(), lr=0.005)
for iter in range(max):
    opt.zero_grad()
    loss = ((y - model(x)) ** 2).mean()
    loss.backward()
    opt.step()
print(model.a.item(), model.c.item())
