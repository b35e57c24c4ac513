# accepted: register_buffer for b and d
import torch
from torch import nn

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        # 学習するパラメータ
        self.a = nn.Parameter(torch.tensor(1.0))
        self.c = nn.Parameter(torch.tensor(0.0))
        # 固定する値はバッファにする
        self.register_buffer("b", torch.tensor(0.5))
        self.register_buffer("d", torch.tensor(0.5))

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

x = torch.linspace(1, 5, 5)
y = 2 * x + 1
model = LinearModel()
loss_fn = nn.MSELoss()
opt = torch.optim.SGD(model.parameters(), lr=0.005)
for エポック in range(5000):
    loss = loss_fn(model(x), y)
    opt.zero_grad()
    loss.backward()
    opt.step()
print("a:", float(model.a), "c:", float(model.c))
