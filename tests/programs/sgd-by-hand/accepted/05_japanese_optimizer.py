# accepted: torch.optim.SGD, zero_grad after the step
import torch
from torch import optim

# 学習データ
x_data = torch.tensor([1., 2., 3.])
y_data = torch.tensor([2., 4., 6.])
w = torch.tensor([1.0], requires_grad=True)
最適化 = optim.SGD([w], lr=0.01)

print("学習前の予測", (w * 4).item())
for エポック in range(100):
    for x, y in zip(x_data, y_data):
        損失 = (w * x - y) ** 2
        損失.backward()
        最適化.step()
        最適化.zero_grad()
y_pred = w * 4
print("学習後の予測", y_pred.item(), "重み", w.item())
