# accepted: a new leaf tensor in each step, so that no gradient ever has to be cleared
import torch

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = torch.tensor([1.0], requires_grad=True)

for epoch in range(100):
    for x, y in zip(x_data, y_data):
        loss = (w * x - y).pow(2)
        loss.backward()
        w = (w - 0.01 * w.grad).detach().requires_grad_()

y_pred = w * 4
print(y_pred)
