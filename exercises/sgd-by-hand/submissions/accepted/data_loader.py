# accepted: a DataLoader with one sample a batch and without shuffling
import torch
from torch.utils.data import DataLoader, TensorDataset

x_data = torch.tensor([1.0, 2.0, 3.0])
y_data = torch.tensor([2.0, 4.0, 6.0])
loader = DataLoader(TensorDataset(x_data, y_data), batch_size=1, shuffle=False)

w = torch.tensor([1.0], requires_grad=True)
criterion = torch.nn.MSELoss()

for epoch in range(100):
    for x, y in loader:
        loss = criterion(w * x, y)
        loss.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()

y_pred = w * 4.0
print(y_pred)
