# accepted: Chinese comments
import torch

# 梯度裁剪：把所有参数的梯度看成一个长向量
def clip_gradients(parameters, max_norm):
    # 生成器只能遍历一次，所以先变成列表
    参数 = list(parameters)
    有梯度 = [p for p in 参数 if p.grad is not None]
    平方和 = torch.tensor(0., dtype=torch.float64)
    for p in 有梯度:
        平方和 += p.grad.double().pow(2).sum()
    总范数 = 平方和.sqrt()
    if 总范数 > max_norm:
        系数 = (max_norm / 总范数).item()
        for p in 有梯度:
            p.grad.mul_(系数)
    return 总范数

if __name__ == '__main__':
    模型 = torch.nn.Linear(3, 2)
    模型(torch.randn(5, 3)).square().sum().backward()
    print('裁剪前的范数：', clip_gradients(模型.parameters(), 1.0))
