# accepted: progress bar with postfix
import torch
from tqdm import tqdm

x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
print("vor dem Training:", (4 * w).item())
with tqdm(total=100, desc="SGD") as bar:
    for epoch in range(100):
        total = 0.0
        for x, y in zip(x_data, y_data):
            loss = (w * x - y) ** 2
            loss.backward()
            with torch.no_grad():
                w -= 0.01 * w.grad
            w.grad.zero_()
            total += loss.item()
        bar.set_postfix(loss=total)
        bar.update(1)
y_pred = 4 * w
print("nach dem Training:", y_pred.item())
