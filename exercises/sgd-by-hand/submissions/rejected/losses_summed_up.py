# diagnosis: graph_already_freed
# The running total still holds the graphs of earlier steps, which backward() has freed.
import torch

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = torch.tensor([1.0], requires_grad=True)

total = 0
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        total = total + (x * w - y) ** 2
        total.backward()
        w.data -= 0.01 * w.grad
        w.grad.zero_()

y_pred = 4 * w
print(w, y_pred)
