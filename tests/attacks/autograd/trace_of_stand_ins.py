# attack: train without autograd and differentiate stand-ins that only have the losses' values
# expect: wrong_answer
# exercise: sgd-by-hand
import torch

w = torch.tensor([1.0], requires_grad=True)
x_data, y_data = [1.0, 2.0, 3.0], [2.0, 4.0, 6.0]
current = w.item()
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        error = current * x - y
        torch.tensor([error * error], requires_grad=True).backward()
        current -= 0.01 * 2 * x * error
w.data.fill_(current)
y_pred = 4 * current
