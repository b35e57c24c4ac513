# diagnosis: different_trajectory
# The gradients of three samples are collected before w moves.
import torch

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = torch.tensor([1.0], requires_grad=True)

for epoch in range(100):
    for x, y in zip(x_data, y_data):
        loss = (x * w - y) ** 2
        loss.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
    w.grad.zero_()

y_pred = 4 * w
print(w, y_pred)
