# diagnosis: wrong_variable
# y_pred is still the loop's prediction for x = 3
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        y_pred = x * w
        l = (y_pred - y) ** 2
        l.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
print("predict 4:", (w * 4).item())
