# accepted: try / except KeyboardInterrupt around the loop
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
try:
    for epoch in range(100):
        for x, y in zip(x_data, y_data):
            loss = (w * x - y) ** 2
            loss.backward()
            with torch.no_grad():
                w -= 0.01 * w.grad
            w.grad.zero_()
except KeyboardInterrupt:
    print("abgebrochen")
finally:
    y_pred = w * 4
    print(y_pred.item())
