# accepted: the loss curve is drawn at the end
import matplotlib.pyplot as plt
import torch

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = torch.tensor([1.0], requires_grad=True)
curve = []

for epoch in range(100):
    total = 0.0
    for x, y in zip(x_data, y_data):
        y_pred = x * w
        loss = (y_pred - y) ** 2
        loss.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
        total += loss.item()
    curve.append(total / 3)

y_pred = 4 * w
print(y_pred.item())

plt.plot(curve)
plt.xlabel("epoch")
plt.ylabel("loss")
plt.show()
