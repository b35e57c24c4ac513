# diagnosis: backward_not_called
# The derivative is a formula of the learner's own; autograd never runs.
import torch

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = torch.tensor([1.0], requires_grad=True)


def gradient(x, y):
    return 2 * x * (x * w - y)


for epoch in range(100):
    for x, y in zip(x_data, y_data):
        loss = (x * w - y) ** 2
        with torch.no_grad():
            w -= 0.01 * gradient(x, y)

y_pred = 4 * w
print(w, y_pred)
