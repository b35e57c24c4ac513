# diagnosis: different_trajectory
# One update an epoch, from the mean over all three samples: w arrives, along another path.
import torch

x_data = torch.tensor([1.0, 2.0, 3.0])
y_data = torch.tensor([2.0, 4.0, 6.0])
w = torch.tensor([1.0], requires_grad=True)

for epoch in range(100):
    loss = ((x_data * w - y_data) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
    w.grad.zero_()

y_pred = 4 * w
print(w, y_pred)
