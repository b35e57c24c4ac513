# accepted: new leaf at every step
import torch
x_data = [1., 2., 3.]
y_data = [2., 4., 6.]
w = torch.tensor([1.0], requires_grad=True)
print("predict 4 before:", w.item() * 4)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (x * w - y) ** 2
        l.backward()
        w = (w - 0.01 * w.grad).detach().requires_grad_(True)
y_pred = w * 4
print("predict 4 after:", y_pred.item())
