# accepted: argparse with defaults and sys.exit(0)
import argparse
import sys
import torch

def parse():
    p = argparse.ArgumentParser()
    p.add_argument("--lr", type=float, default=0.01)
    p.add_argument("--epochs", type=int, default=100)
    return p.parse_args()

if __name__ == "__main__":
    opt = parse()
    x_data = [1, 2, 3]
    y_data = [2, 4, 6]
    w = torch.tensor([1.0], requires_grad=True)
    print("4 ->", (w * 4).item())
    for e in range(opt.epochs):
        for x, y in zip(x_data, y_data):
            loss = (w * x - y) ** 2
            loss.backward()
            with torch.no_grad():
                w -= opt.lr * w.grad
            w.grad.zero_()
    y_pred = w * 4
    print("4 ->", y_pred.item())
    sys.exit(0)
