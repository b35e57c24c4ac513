# accepted: (x (w - y/x))² written as dot product
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        r = y - w * x
        loss = torch.dot(r, r)
        loss.backward()
        w.data.add_(-0.01 * w.grad)
        w.grad.zero_()
y_pred = torch.dot(w, torch.tensor([4.0]))
print(y_pred)
