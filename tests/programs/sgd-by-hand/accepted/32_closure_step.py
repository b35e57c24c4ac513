# accepted: optimizer.step(closure)
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
opt = torch.optim.SGD([{"params": [w]}], lr=0.01)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        def closure():
            opt.zero_grad()
            err = (w * x - y) ** 2
            err.backward()
            return err
        opt.step(closure)
opt.zero_grad()
y_pred = w * 4
print(y_pred.item())
