# accepted: while loops and an index; Chinese comments
import torch

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = torch.tensor([1.0], requires_grad=True)

轮次 = 0
while 轮次 < 100:
    i = 0
    while i < 3:
        # 平方误差
        误差 = x_data[i] * w - y_data[i]
        损失 = 误差 * 误差
        损失.backward()
        # 更新权重，再清零梯度
        w.data -= 0.01 * w.grad.data
        w.grad.data.zero_()
        i += 1
    轮次 += 1

y_pred = 4.0 * w
print("训练之后：", y_pred.item())
