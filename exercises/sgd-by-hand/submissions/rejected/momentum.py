# diagnosis: different_trajectory
# Momentum carries the steps of the past along: w arrives, along another path.
import torch

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = torch.tensor([1.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.01, momentum=0.5)

for epoch in range(100):
    for x, y in zip(x_data, y_data):
        loss = (x * w - y) ** 2
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()

y_pred = 4 * w
print(w, y_pred)
