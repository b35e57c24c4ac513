# accepted: 中文注释, except Exception
import torch

a = torch.tensor([1, 2, 3])          # 形状 (3,)
b = torch.tensor([[1], [2], [3]])    # 形状 (3, 1)
c = a + b                            # 广播成 (3, 3)
print('c =', c)

raised = False
try:
    甲 = torch.arange(3)
    乙 = torch.arange(2)
    丙 = 甲 + 乙
except Exception as 异常:
    print('无法广播:', 异常)
    raised = True
