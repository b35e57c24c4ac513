# accepted: torch.autograd.grad, no .grad at all
import torch

x_data = (1.0, 2.0, 3.0)
y_data = (2.0, 4.0, 6.0)
w = torch.tensor([1.0], requires_grad=True)
lr = 1e-2

def predict(x):
    return w * x

print(predict(4.0).item())
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        se = (predict(x) - y).square().sum()
        g, = torch.autograd.grad(se, w)
        with torch.no_grad():
            w.add_(g, alpha=-lr)
y_pred = predict(4.0)
print(y_pred.item())
