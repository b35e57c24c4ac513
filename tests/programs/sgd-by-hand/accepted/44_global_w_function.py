# accepted: train_step with global w
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)

def train_step(x, y):
    global w
    l = (w * x - y) ** 2
    l.backward()
    with torch.no_grad():
        w = w - 0.01 * w.grad
    w.requires_grad_()
    return l.item()

def train():
    for epoch in range(100):
        for x, y in zip(x_data, y_data):
            train_step(x, y)

print((w * 4).item())
train()
y_pred = w * 4
print(y_pred.item())
