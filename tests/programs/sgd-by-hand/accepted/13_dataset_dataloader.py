# accepted: TensorDataset with batch_size 1, no shuffle
import torch
from torch.utils.data import TensorDataset, DataLoader

x_data = torch.tensor([1., 2., 3.])
y_data = torch.tensor([2., 4., 6.])
loader = DataLoader(TensorDataset(x_data, y_data), batch_size=1, shuffle=False)
w = torch.tensor([1.0], requires_grad=True)
print("before:", w.item() * 4)
for epoch in range(100):
    for xb, yb in loader:
        loss = ((w * xb - yb) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
            w.grad.zero_()
y_pred = w.detach() * 4
print("after:", y_pred.item())
