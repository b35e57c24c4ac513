# accepted: torch.set_grad_enabled(False) as context
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (w * x - y) ** 2
        l.backward()
        with torch.set_grad_enabled(False):
            w -= 0.01 * w.grad
        w.grad = torch.zeros_like(w)
y_pred = w * 4
print(y_pred)
