# accepted: torch.autograd.grad returns the gradient and leaves nothing behind in w.grad
import torch

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = torch.nn.Parameter(torch.tensor([1.0]))

for _ in range(100):
    for x, y in zip(x_data, y_data):
        loss = torch.square(x * w - y)
        (gradient,) = torch.autograd.grad(loss, w)
        with torch.no_grad():
            w -= 0.01 * gradient

y_pred = 4 * w
print("w =", w.item(), "prediction =", y_pred.item())
