# accepted: Chinese comments, the losses kept in a list, gradients set to None by hand
import torch
from torch import nn


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))  # 可训练
        self.c = nn.Parameter(torch.tensor(0.0))  # 可训练
        self.b = torch.tensor(0.5)  # 冻结
        self.d = torch.tensor(0.5)  # 冻结

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d


x = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
y = torch.tensor([3.0, 5.0, 7.0, 9.0, 11.0])
model = LinearModel()
损失函数 = nn.MSELoss()
优化器 = torch.optim.SGD([{"params": [model.a]}, {"params": [model.c]}], lr=0.005)
记录 = []
for 轮次 in range(5000):
    loss = 损失函数(model(x), y)
    loss.backward()
    优化器.step()
    model.a.grad = None
    model.c.grad = None
    记录.append(float(loss))
print("最后的损失：", 记录[-1])
