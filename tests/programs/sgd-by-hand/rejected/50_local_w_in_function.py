# diagnosis: update_lost
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)

def step(w, x, y):
    l = (x * w - y) ** 2
    l.backward()
    w = w.data - 0.01 * w.grad     # only the local name changes

for epoch in range(100):
    for x, y in zip(x_data, y_data):
        step(w, x, y)
        w.grad.zero_()
y_pred = w * 4
print(y_pred)
