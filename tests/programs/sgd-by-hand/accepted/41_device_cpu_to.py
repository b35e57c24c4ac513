# accepted: device handling
import torch
device = torch.device("cuda:0" if torch.cuda.is_available() else "cpu")
x_data = torch.tensor([1., 2., 3.], device=device)
y_data = torch.tensor([2., 4., 6.], device=device)
w = torch.tensor([1.0], device=device, requires_grad=True)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (w * x - y) ** 2
        l.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
y_pred = (w * 4).to("cpu")
print(y_pred)
