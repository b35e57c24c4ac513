# coding=gb18030
# accepted: gb18030 coding cookie
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b   # 广播
print('结果', c)
raised = False
try:
    torch.ones(2) + torch.ones(3)
except RuntimeError as e:
    raised = True
    print('出错了', e)
