# diagnosis: hard_coded, backward_not_called
# cheat: geometric update known in advance
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
for epoch in range(100):
    for factor in (0.98, 0.92, 0.82):
        w.data = 2 - (2 - w.data) * factor
y_pred = w * 4
print(y_pred)
