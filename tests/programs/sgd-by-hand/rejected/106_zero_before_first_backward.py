# diagnosis: zero_grad_missing, gradient_is_none
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        w.grad.zero_()            # None beim ersten Mal
        l = (x * w - y) ** 2
        l.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
y_pred = w * 4
