# accepted: loss curve plotted and shown
import torch
import matplotlib.pyplot as plt

x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
history = []
ws = []
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        loss = (x * w - y) ** 2
        loss.backward()
        w.data -= 0.01 * w.grad.data
        w.grad.data.zero_()
        history.append(loss.item())
        ws.append(w.item())
y_pred = 4 * w
print(y_pred)
plt.subplot(2, 1, 1)
plt.semilogy(history)
plt.subplot(2, 1, 2)
plt.plot(ws)
plt.xlabel("step")
plt.show()
