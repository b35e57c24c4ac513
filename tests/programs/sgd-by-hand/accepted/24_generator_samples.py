# accepted: infinite sample generator with islice
import itertools
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
for i, (x, y) in enumerate(itertools.islice(itertools.cycle(zip(x_data, y_data)), 300)):
    loss = (w * x - y) ** 2
    loss.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
        w.grad.zero_()
    if i % 60 == 0:
        print(i, loss.item(), w.item())
y_pred = w * 4
print(y_pred)
