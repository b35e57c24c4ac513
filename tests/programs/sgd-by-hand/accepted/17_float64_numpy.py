# accepted: numpy data, float64 weight from_numpy
import numpy as np
import torch

x_data = np.array([1, 2, 3], dtype=float)
y_data = np.array([2, 4, 6], dtype=float)
w = torch.from_numpy(np.array([1.0])).requires_grad_()
print("predict before", w.item() * 4)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (w * float(x) - float(y)) ** 2
        l.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
y_pred = w * 4
np.testing.assert_allclose(y_pred.detach().numpy(), [8.0], atol=1e-3)
print("predict after", y_pred.item())
