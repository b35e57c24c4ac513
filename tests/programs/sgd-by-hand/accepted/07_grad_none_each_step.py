# accepted: w.grad = None instead of zeroing
import torch
x_data, y_data = [1, 2, 3], [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
print(4 * w)
for _ in range(100):
    for x, y in zip(x_data, y_data):
        ((x * w - y) ** 2).backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad = None
y_pred = 4 * w
print(y_pred)
