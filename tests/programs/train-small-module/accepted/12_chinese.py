import torch
from torch import nn


class Regressor(nn.Module):
    """两层的小网络"""
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)   # 隐藏层
        self.output = nn.Linear(8, 1)   # 输出层

    def forward(self, x):
        隐藏 = torch.tanh(self.hidden(x))
        return self.output(隐藏).squeeze(-1)  # 去掉最后一维，否则会广播


def train(model, inputs, targets, steps, learning_rate):
    优化器 = torch.optim.SGD(model.parameters(), lr=learning_rate)
    损失列表 = []
    for _ in range(steps):
        损失 = ((model(inputs) - targets) ** 2).mean()
        优化器.zero_grad()
        损失.backward()
        优化器.step()
        损失列表.append(损失.item())
    return 损失列表
