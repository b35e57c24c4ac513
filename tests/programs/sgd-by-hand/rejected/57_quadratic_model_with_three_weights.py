# diagnosis: wrong_formula, wrong_shape
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0, 1.0, 1.0], requires_grad=True)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (w[0] * x ** 2 + w[1] * x + w[2] - y) ** 2
        l.backward()
        w.data -= 0.01 * w.grad
        w.grad.zero_()
y_pred = w[0] * 16 + w[1] * 4 + w[2]
print(y_pred)
