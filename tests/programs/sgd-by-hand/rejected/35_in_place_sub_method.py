# diagnosis: in_place_on_leaf
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.nn.Parameter(torch.tensor([1.0]))
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (x * w - y) ** 2
        l.backward()
        w.sub_(w.grad * 0.01)
        w.grad.zero_()
