# diagnosis: zero_grad_not_called
import torch
class M(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.w = torch.nn.Parameter(torch.tensor([1.0]))
    def forward(self, x):
        return self.w * x
m = M()
w = m.w
x_data = [1, 2, 3]
y_data = [2, 4, 6]
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        m.zero_grad
        loss = (m(x) - y) ** 2
        loss.backward()
        w.data -= 0.01 * w.grad
y_pred = m(4)
print(y_pred)
