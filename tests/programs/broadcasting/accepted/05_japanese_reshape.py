# accepted: arange and reshape
import torch

a = torch.arange(1, 4)
b = torch.arange(1, 4).reshape(3, 1)
c = a + b
print("ブロードキャストの結果:", c, sep="\n")

raised = False
try:
    # 形が合わない例
    torch.zeros((2, 3)) + torch.zeros((3, 2))
except RuntimeError as err:
    raised = True
    print("エラー:", err)
