# diagnosis: wrong_variable
import torch
x_data = torch.tensor([1., 2., 3.], requires_grad=True)
y_data = torch.tensor([2., 4., 6.])
w = torch.tensor([1.0], requires_grad=True)
for epoch in range(100):
    l = ((x_data * w - y_data) ** 2).sum()
    l.backward()
    with torch.no_grad():
        x_data -= 0.01 * x_data.grad
    x_data.grad.zero_()
    w.grad.zero_()
y_pred = w * 4
print(y_pred)
