# accepted: samples kept in a list of dicts built from x_data, y_data
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
samples = [{"x": torch.tensor([float(x)]), "y": torch.tensor([float(y)])} for x, y in zip(x_data, y_data)]
w = torch.tensor([1.0], requires_grad=True)
criterion = torch.nn.MSELoss(reduction="sum")
print("{:.2f}".format((w * 4).item()))
for epoch in range(100):
    for s in samples:
        loss = criterion(w * s["x"], s["y"])
        loss.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
            w.grad.zero_()
y_pred = w * 4
print("{:.2f}".format(y_pred.item()))
