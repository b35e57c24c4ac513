# accepted: torch.add / torch.mul spelled out
import torch
class LinearModel(torch.nn.Module):
    def __init__(self):
        super(LinearModel, self).__init__()
        self.a = torch.nn.parameter.Parameter(data=torch.tensor(1.0), requires_grad=True)
        self.b = torch.nn.parameter.Parameter(data=torch.tensor(0.5), requires_grad=False)
        self.c = torch.nn.parameter.Parameter(data=torch.tensor(0.0), requires_grad=True)
        self.d = torch.nn.parameter.Parameter(data=torch.tensor(0.5), requires_grad=False)
    def forward(self, x):
        ax = torch.mul(self.a, x)
        bx = torch.mul(self.b, x)
        cd = torch.add(self.c, self.d)
        return torch.add(torch.add(ax, bx), cd)
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.add(torch.mul(x, 2), 1)
model = LinearModel()
loss_fn = torch.nn.MSELoss(reduction="mean")
optimizer = torch.optim.SGD(params=model.parameters(), lr=0.005)
for epoch in range(5000):
    optimizer.zero_grad()
    output = model.forward(x)
    loss = loss_fn(output, y)
    loss.backward()
    optimizer.step()
print("a = %.3f, c = %.3f" % (model.a, model.c))
