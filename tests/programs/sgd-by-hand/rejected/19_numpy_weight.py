# diagnosis: value_is_not_a_tensor, backward_not_called
import numpy as np
x_data = np.array([1, 2, 3])
y_data = np.array([2, 4, 6])
w = np.array([1.0])
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        w = w - 0.01 * 2 * x * (w * x - y)
y_pred = w * 4
print(y_pred)
