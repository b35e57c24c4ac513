# diagnosis: integer_requires_grad
import torch
x_data = torch.tensor([1, 2, 3])
y_data = torch.tensor([2, 4, 6])
w = torch.ones(1, dtype=torch.long)
w.requires_grad = True
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (x * w - y) ** 2
        l.backward()
