# diagnosis: backward_not_called
import torch
# SGD von Hand mit der Ableitung 2x(xw - y)
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
def gradient(x, y):
    return 2 * x * (x * w.item() - y)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        with torch.no_grad():
            w -= 0.01 * gradient(x, y)
y_pred = w * 4
print(y_pred)
