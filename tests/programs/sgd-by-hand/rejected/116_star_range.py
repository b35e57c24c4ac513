# diagnosis: shadowed_builtin, wrong_variable
# range is torch.range after the star import
from torch import *
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = tensor([1.0], requires_grad=True)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (w * x - y) ** 2
        l.backward()
        with no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
y_pred = w * 4
