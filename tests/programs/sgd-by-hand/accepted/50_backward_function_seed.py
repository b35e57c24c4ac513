# accepted: torch.autograd.backward and a seed vector
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (w * x - y) ** 2
        torch.autograd.backward(l, torch.ones(1))
        w.data -= 0.01 * w.grad
        w.grad.fill_(0)
y_pred = w * 4
print(y_pred)
