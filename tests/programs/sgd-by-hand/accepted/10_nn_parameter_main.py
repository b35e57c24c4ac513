# accepted: nn.Parameter inside main()
import torch
from torch import nn

def main():
    x_data = torch.arange(1, 4, dtype=torch.float32)
    y_data = 2 * x_data
    w = nn.Parameter(torch.ones(1))
    lr = 0.01
    print("before training: f(4) =", (w * 4).item())
    for epoch in range(100):
        for x, y in zip(x_data, y_data):
            loss = (w * x - y) ** 2
            loss.backward()
            with torch.no_grad():
                w -= lr * w.grad
                w.grad.zero_()
    y_pred = w * 4
    print("after training: f(4) =", y_pred.item())

if __name__ == '__main__':
    main()
