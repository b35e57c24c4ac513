# diagnosis: gradient_zeroed_after_backward
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
opt = torch.optim.SGD([w], lr=0.01)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (x * w - y) ** 2
        l.backward()
        opt.zero_grad()
        opt.step()
y_pred = w * 4
print(y_pred)
