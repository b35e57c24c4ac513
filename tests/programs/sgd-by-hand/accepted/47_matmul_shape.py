# accepted: w of shape (1,) with @
import torch
x_data = torch.tensor([[1.], [2.], [3.]])
y_data = torch.tensor([2., 4., 6.])
w = torch.tensor([1.0], requires_grad=True)
for epoch in range(100):
    for k in range(x_data.shape[0]):
        out = x_data[k] @ w
        loss = (out - y_data[k]) ** 2
        loss.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
y_pred = torch.tensor([4.]) @ w
print(y_pred.item())
