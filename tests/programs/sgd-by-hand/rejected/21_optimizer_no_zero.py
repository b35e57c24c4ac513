# diagnosis: zero_grad_missing
import torch
x_data = torch.tensor([1., 2., 3.])
y_data = torch.tensor([2., 4., 6.])
w = torch.tensor([1.0], requires_grad=True)
opt = torch.optim.SGD([w], lr=0.01)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        loss = (w * x - y) ** 2
        loss.backward()
        opt.step()
y_pred = w * 4
print(y_pred.item())
