# accepted: model.to(device)
import torch
import torch.nn as nn
device = torch.device("cuda") if torch.cuda.is_available() else torch.device("cpu")
class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d
model = LinearModel().to(device)
x = torch.tensor([1., 2., 3., 4., 5.], device=device)
y = torch.tensor([3., 5., 7., 9., 11.], device=device)
loss_fn = nn.MSELoss().to(device)
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
model.train()
for epoch in range(1, 5001):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    if epoch % 1000 == 0:
        print(epoch, loss.item())
model.eval()
print(model.a.item(), model.c.item())
