# diagnosis: different_trajectory
# 300 full batches
import torch
x_data = torch.tensor([1., 2., 3.])
y_data = torch.tensor([2., 4., 6.])
w = torch.tensor([1.0], requires_grad=True)
for step in range(300):
    l = torch.nn.functional.mse_loss(w * x_data, y_data)
    l.backward()
    w.data -= 0.01 * w.grad
    w.grad.zero_()
y_pred = w * 4
print(y_pred)
