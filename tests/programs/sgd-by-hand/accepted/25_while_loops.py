# accepted: while loops and index counters
import torch
x_data = torch.tensor([1.0, 2.0, 3.0])
y_data = torch.tensor([2.0, 4.0, 6.0])
w = torch.ones(1, requires_grad=True)
epoch = 0
while epoch < 100:
    i = 0
    while i < 3:
        y_pred = w * x_data[i]
        l = torch.pow(y_pred - y_data[i], 2)
        l.backward()
        w.data = w.data - 0.01 * w.grad
        w.grad.zero_()
        i += 1
    epoch += 1
y_pred = w * 4
print(y_pred.item())
