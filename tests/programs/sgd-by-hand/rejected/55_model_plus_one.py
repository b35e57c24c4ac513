# diagnosis: wrong_formula
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
def forward(x):
    return x * w + 1
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (forward(x) - y) ** 2
        l.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
y_pred = forward(4)
print(w, y_pred)
