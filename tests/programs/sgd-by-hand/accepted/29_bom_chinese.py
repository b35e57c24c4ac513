# accepted: UTF-8 with BOM, Chinese prints
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
print("训练前：", 4, (w * 4).item())
for 轮 in range(100):
    for x, y in zip(x_data, y_data):
        误差 = (w * x - y) ** 2
        误差.backward()
        w.data.sub_(0.01 * w.grad)
        w.grad.zero_()
y_pred = w * 4
print("训练后：", 4, y_pred.item())
