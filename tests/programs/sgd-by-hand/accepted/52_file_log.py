# accepted: writes a loss csv and reads it back
import csv
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
with open("loss.csv", "w", newline="") as fh:
    out = csv.writer(fh)
    for epoch in range(100):
        for x, y in zip(x_data, y_data):
            l = (w * x - y) ** 2
            l.backward()
            with torch.no_grad():
                w -= 0.01 * w.grad
            w.grad.zero_()
            out.writerow([epoch, x, l.item()])
with open("loss.csv", newline="") as fh:
    rows = list(csv.reader(fh))
print(len(rows), rows[0], rows[-1])
y_pred = w * 4
print(y_pred)
