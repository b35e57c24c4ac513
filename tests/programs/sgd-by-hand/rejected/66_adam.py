# diagnosis: different_trajectory
# converges by another optimiser
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
opt = torch.optim.Adam([w], lr=0.05)
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        opt.zero_grad()
        l = (x * w - y) ** 2
        l.backward()
        opt.step()
y_pred = w * 4
print(y_pred)
