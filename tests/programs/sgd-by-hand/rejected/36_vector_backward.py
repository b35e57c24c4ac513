# diagnosis: non_scalar_backward
import torch
x_data = torch.tensor([1., 2., 3.])
y_data = torch.tensor([2., 4., 6.])
w = torch.tensor([1.0], requires_grad=True)
for epoch in range(100):
    l = (x_data * w - y_data) ** 2
    l.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
    w.grad.zero_()
y_pred = w * 4
