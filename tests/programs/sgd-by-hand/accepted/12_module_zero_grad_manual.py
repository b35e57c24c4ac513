# accepted: loop over parameters(), module.zero_grad()
import torch

class Gerade(torch.nn.Module):
    def __init__(self, start=1.0):
        super(Gerade, self).__init__()
        self.w = torch.nn.Parameter(torch.Tensor([start]))
    def forward(self, x):
        return x * self.w

x_data = torch.FloatTensor([1, 2, 3])
y_data = torch.FloatTensor([2, 4, 6])
gerade = Gerade()
w = gerade.w
print("vorher", gerade(4.0))
for epoche in range(100):
    for xi, yi in zip(x_data, y_data):
        l = torch.nn.functional.mse_loss(gerade(xi), yi.view(1))
        gerade.zero_grad()
        l.backward()
        for p in gerade.parameters():
            p.data.add_(p.grad.data, alpha=-0.01)
gerade.zero_grad()
y_pred = gerade(4.0)
print("nachher", y_pred)
