# accepted: comprehension drives the training
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)

def sgd(x, y, lr=0.01):
    (l := (w * x - y) ** 2).backward()
    w.data -= lr * w.grad
    w.grad.zero_()
    return l.item()

trace = [sgd(x, y) for _ in range(100) for x, y in zip(x_data, y_data)]
print(trace[:6], "...", trace[-1])
y_pred = w * 4
print(y_pred)
