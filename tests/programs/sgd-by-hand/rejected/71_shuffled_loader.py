# diagnosis: different_trajectory
import torch
from torch.utils.data import TensorDataset, DataLoader
torch.manual_seed(0)
x_data = torch.tensor([1., 2., 3.])
y_data = torch.tensor([2., 4., 6.])
w = torch.tensor([1.0], requires_grad=True)
for epoch in range(100):
    for x, y in DataLoader(TensorDataset(x_data, y_data), batch_size=1, shuffle=True):
        l = (x * w - y) ** 2
        l.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
y_pred = w * 4
print(y_pred)
