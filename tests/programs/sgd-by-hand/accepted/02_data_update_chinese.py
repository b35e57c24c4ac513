# accepted: w.data update as on Chinese video notes
import torch
x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]

w = torch.Tensor([1.0])  # 权重
w.requires_grad = True   # 需要计算梯度

def forward(x):
    return x * w  # 自动构建计算图

def loss(x, y):
    y_pred = forward(x)
    return (y_pred - y) ** 2

print('训练前预测:', 4, forward(4).item())

for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = loss(x, y)      # 前馈
        l.backward()        # 反馈
        print('\tgrad:', x, y, w.grad.item())
        w.data = w.data - 0.01 * w.grad.data   # 更新用data，不建图
        w.grad.data.zero_()  # 梯度清零
    print('轮次:', epoch, '损失:', l.item())

y_pred = forward(4)
print('训练后预测:', 4, y_pred.item())
