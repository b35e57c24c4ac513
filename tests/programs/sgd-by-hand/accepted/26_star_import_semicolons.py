# accepted: star import with semicolons
from torch import *
x_data = [1., 2., 3.]; y_data = [2., 4., 6.]
w = tensor([1.], requires_grad=True)
for epoch in arange(100):   # range is torch's here
    for x, y in zip(x_data, y_data):
        l = square(w * x - y); l.backward()
        with no_grad(): w -= .01 * w.grad; w.grad.zero_()
y_pred = w * 4; print(y_pred)
