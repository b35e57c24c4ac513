# diagnosis: graph_already_freed, in_place_modified
import torch
x_data = torch.tensor([1., 2., 3.])
y_data = torch.tensor([2., 4., 6.])
w = torch.tensor([1.0], requires_grad=True)
losses = [w * w * x * x - 2 * w * x * y + y * y for x, y in zip(x_data, y_data)]
for epoch in range(100):
    for l in losses:
        l.backward(retain_graph=True)
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
y_pred = w * 4
