# accepted: torch.optim.SGD; the gradient is cleared at the start of each step, so the last tiny one remains
import torch

x_data = torch.tensor([1.0, 2.0, 3.0])
y_data = torch.tensor([2.0, 4.0, 6.0])
w = torch.tensor([1.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.01)

print(f"prediction before training: {(w * 4).item():.3f}")
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        optimizer.zero_grad()
        loss = (w * x - y) ** 2
        loss.backward()
        optimizer.step()
y_pred = w * 4
print(f"prediction after training: {y_pred.item():.3f}")
