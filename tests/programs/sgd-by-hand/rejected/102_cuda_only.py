# diagnosis: device_unavailable
import torch
x_data = torch.tensor([1., 2., 3.]).cuda()
y_data = torch.tensor([2., 4., 6.]).cuda()
w = torch.tensor([1.0], device="cuda", requires_grad=True)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (x * w - y) ** 2
        l.backward()
