import torch

def accumulate_gradients(model, micro_batches):
    总数 = sum(目标.shape[0] for _, 目标 in micro_batches)   # 先数样本
    model.zero_grad()                                       # 清掉以前的梯度
    总损失 = 0.0
    for 输入, 目标 in micro_batches:
        误差 = model(输入) - 目标
        损失 = (误差 ** 2).sum() / 总数
        损失.backward()                                     # 梯度自动累加
        总损失 += 损失.item()
    return 总损失
