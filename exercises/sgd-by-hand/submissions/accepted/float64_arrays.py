# accepted: NumPy arrays as data and a float64 weight; the gradient is set to None
import numpy as np
import torch

x_data = np.array([1.0, 2.0, 3.0])
y_data = np.array([2.0, 4.0, 6.0])
w = torch.tensor([1.0], dtype=torch.float64, requires_grad=True)

for epoch in range(100):
    for i in range(len(x_data)):
        error = w * x_data[i] - y_data[i]
        (error**2).backward()
        w.data.add_(w.grad, alpha=-0.01)
        w.grad = None

y_pred = w.detach() * 4.0
print(y_pred.numpy())
