# accepted: zero-dimensional weight
import torch
w = torch.tensor(1.0, requires_grad=True)
x_data = [1, 2, 3]
y_data = [2 * x for x in x_data]
print("f(4) =", (w * 4).item())
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        loss = (w * x - y) ** 2
        loss.backward()
        w.data -= 0.01 * w.grad
        w.grad.zero_()
y_pred = w * 4
print("f(4) =", y_pred.item())
