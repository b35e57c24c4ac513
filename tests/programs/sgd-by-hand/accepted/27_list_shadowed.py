# accepted: builtins list, iter and input shadowed
import torch
list = [1, 2, 3]
x_data = list
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
iter = 0
for max in range(100):
    for input, sum in zip(x_data, y_data):
        id = (w * input - sum) ** 2
        id.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
        iter = iter + 1
y_pred = w * 4
print(iter, y_pred)
