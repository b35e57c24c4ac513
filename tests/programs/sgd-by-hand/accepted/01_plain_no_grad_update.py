# accepted: the classic w -= lr * w.grad under no_grad
import torch

x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)

def forward(x):
    return x * w

def loss(x, y):
    y_pred = forward(x)
    return (y_pred - y) ** 2

print("predict (before training)", 4, forward(4).item())
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = loss(x, y)
        l.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
    if epoch % 10 == 0:
        print("progress:", epoch, l.item())
y_pred = forward(4)
print("predict (after training)", 4, y_pred.item())
