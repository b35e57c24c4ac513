# diagnosis: hard_coded, wrong_variable
# cheat: real training on another tensor, w typed
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
v = torch.tensor([1.0], requires_grad=True)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (x * v - y) ** 2
        l.backward()
        with torch.no_grad():
            v -= 0.01 * v.grad
        v.grad.zero_()
w = torch.tensor([1.0], requires_grad=True)
y_pred = v * 4
print(w, y_pred)
