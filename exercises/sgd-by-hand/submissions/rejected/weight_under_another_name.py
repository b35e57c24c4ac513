# diagnosis: missing_name
# The weight is called weight; the task asks for w.
import torch

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
weight = torch.tensor([1.0], requires_grad=True)

for epoch in range(100):
    for x, y in zip(x_data, y_data):
        loss = (x * weight - y) ** 2
        loss.backward()
        with torch.no_grad():
            weight -= 0.01 * weight.grad
        weight.grad.zero_()

y_pred = 4 * weight
print(weight, y_pred)
