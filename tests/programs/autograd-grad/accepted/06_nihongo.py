# accepted: Japanese, grad_outputs given
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x.square() + 2 * x + 1
# 一階微分（計算グラフを残す）
dy_dx = torch.autograd.grad(y, x, grad_outputs=torch.ones_like(y), create_graph=True)[0]
# 二階微分
d2y_dx2 = torch.autograd.grad(dy_dx, x, grad_outputs=torch.ones_like(dy_dx), retain_graph=True)[0]
print(f"f'(1) = {dy_dx:.1f}, f''(1) = {d2y_dx2:.1f}")
