import torch

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = torch.tensor([1.0], requires_grad=True)


def forward(x: float) -> torch.Tensor:
    return x * w


for _ in range(100):
    for x, y in zip(x_data, y_data, strict=True):
        loss = (forward(x) - y) ** 2
        loss.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad = None

y_pred = forward(4.0)
