# accepted: Chinese comments and identifiers beside the required ones
import torch
import torch.nn as nn

# 随机初始化权重矩阵, 服从[0,1)上的均匀分布
torch.manual_seed(2023)
W = torch.rand(1, 3).requires_grad_(True)
X = torch.FloatTensor([[1, 2], [3, 4], [5, 6]])
Y = W.mm(X)
Ytarget = torch.FloatTensor([[7, 9]])
损失函数 = nn.MSELoss()
loss = 损失函数(Y, Ytarget)
print('损失值 =', loss.item())
loss.backward()          # 反向传播
梯度 = W.grad
print('W的梯度:', 梯度)
