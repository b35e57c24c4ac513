import torch

def cross_entropy(logits, labels):
    # 减去每行最大值，防止指数溢出
    最大值 = torch.max(logits, 1, keepdim=True)[0]
    平移 = logits - 最大值
    对数和 = torch.log(torch.sum(torch.exp(平移), 1))
    目标 = 平移[torch.arange(logits.shape[0]), labels]
    return torch.mean(对数和 - 目标)

def cross_entropy_gradient(logits, labels):
    最大值 = torch.max(logits, 1, keepdim=True)[0]
    指数 = torch.exp(logits - 最大值)
    概率 = 指数 / torch.sum(指数, 1, keepdim=True)
    概率[torch.arange(logits.shape[0]), labels] -= 1
    return 概率 / logits.shape[0]
