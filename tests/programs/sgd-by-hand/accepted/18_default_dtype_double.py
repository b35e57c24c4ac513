# accepted: set_default_dtype(float64)
import torch
torch.set_default_dtype(torch.double)
x_data = torch.linspace(1, 3, 3)
y_data = x_data + x_data
w = torch.tensor([1.0], requires_grad=True)
for n in range(100):
    for k in range(3):
        e = y_data[k] - w * x_data[k]
        (e * e).backward()
        with torch.no_grad():
            w -= w.grad * 0.01
            w.grad.zero_()
y_pred = torch.tensor(4.0) * w
print(y_pred)
