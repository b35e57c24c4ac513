# accepted: snapshots of gradients and final evaluation under inference_mode
import torch
import torch.nn as nn

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(self, x):
        steigung = self.a + self.b
        achse = self.c + self.d
        return torch.addcmul(achse, steigung, x)

x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
opt = torch.optim.SGD(model.parameters(), lr=0.005)
snap = []
for e in range(5000):
    opt.zero_grad()
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    if e % 1000 == 0:
        snap.append((model.a.grad.clone(), model.c.grad.clone()))
    opt.step()
with torch.inference_mode():
    print("Vorhersage für 6:", model(torch.tensor(6.0)).item())
print(snap)
