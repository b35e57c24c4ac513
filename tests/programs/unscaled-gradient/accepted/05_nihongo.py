# accepted: Japanese comments
import torch

A = torch.tensor([5.0], requires_grad=True)  # 葉テンソル
loss = A * 5                                  # スケーリングなし
loss.backward()
勾配 = A.grad
print(f"スケーリングなしの勾配: {勾配.item()}")
