# accepted: closure with nonlocal counter
import torch

def make_trainer(lr):
    weight = torch.tensor([1.0], requires_grad=True)
    count = 0
    def step(x, y):
        nonlocal count
        count += 1
        l = (weight * x - y).pow(2)
        l.backward()
        with torch.no_grad():
            weight.sub_(lr * weight.grad)
        weight.grad.zero_()
        return l
    return weight, step

x_data = [1, 2, 3]
y_data = [2, 4, 6]
w, step = make_trainer(0.01)
print("vorher", w * 4)
for _ in range(100):
    for pair in zip(x_data, y_data):
        step(*pair)
y_pred = w * 4
print("nachher", y_pred)
