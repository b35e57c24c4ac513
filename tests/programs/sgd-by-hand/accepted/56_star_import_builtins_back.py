# accepted: star import, then builtins fetched back
from torch import *
from builtins import range, sum, abs
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = tensor([1.0], requires_grad=True)
print("sum of targets", sum(y_data))
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (w * x - y) ** 2
        l.backward()
        with no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
y_pred = w * 4
print(abs(y_pred.item() - 8) < 1e-3)
