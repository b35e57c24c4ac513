# accepted: einsum over a one-element weight
import torch
x_data = torch.tensor([[1.], [2.], [3.]])
y_data = torch.tensor([[2.], [4.], [6.]])
w = torch.tensor([1.0], requires_grad=True)
for _ in range(100):
    for x, y in zip(x_data, y_data):
        p = torch.einsum("i,i->i", w, x)
        l = ((p - y) ** 2).sum()
        l.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
            w.grad.zero_()
y_pred = torch.einsum("i,i->", w, torch.tensor([4.0]))
print(y_pred)
