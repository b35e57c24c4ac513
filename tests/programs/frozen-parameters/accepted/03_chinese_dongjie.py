# accepted: 中文, freeze in a loop over named_parameters
import torch
import torch.nn as nn
import matplotlib.pyplot as plt

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5))
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5))

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

model = LinearModel()
# 冻结 b 和 d
for 名称, 参数 in model.named_parameters():
    if 名称 in ('b', 'd'):
        参数.requires_grad = False

x = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
y = torch.tensor([3.0, 5.0, 7.0, 9.0, 11.0])
优化器 = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=0.005)
损失列表 = []
for 轮次 in range(5000):
    预测 = model(x)
    loss = nn.functional.mse_loss(预测, y)
    优化器.zero_grad()
    loss.backward()
    优化器.step()
    损失列表.append(loss.item())

print('a =', model.a.item(), 'b =', model.b.item(), 'c =', model.c.item(), 'd =', model.d.item())
plt.plot(损失列表)
plt.title('loss')
plt.show()
