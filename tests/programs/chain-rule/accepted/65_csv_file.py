# accepted: gradients written to csv and read back
import csv
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z ** 2 + y ** 3
out.backward()

with open("grads.csv", "w", newline="") as f:
    w = csv.writer(f)
    w.writerow(["name", "grad"])
    w.writerows([["x", x.grad.item()], ["y", y.grad.item()]])
with open("grads.csv") as f:
    print(f.read())
