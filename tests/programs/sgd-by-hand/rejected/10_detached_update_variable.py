# diagnosis: graph_cut, update_lost
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
w2 = w.detach().clone().requires_grad_()
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (x * w2 - y) ** 2
        l.backward()
        with torch.no_grad():
            w2 -= 0.01 * w2.grad
        w2.grad.zero_()
y_pred = w * 4
print(w, y_pred)
