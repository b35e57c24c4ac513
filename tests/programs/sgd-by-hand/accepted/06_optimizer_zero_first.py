# accepted: the usual zero_grad, backward, step order
import torch

w = torch.tensor([1.0], requires_grad=True)
x_data = torch.tensor([1., 2., 3.])
y_data = torch.tensor([2., 4., 6.])
optimizer = torch.optim.SGD([w], lr=0.01)
criterion = torch.nn.MSELoss()

print("before", float(w * 4))
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        optimizer.zero_grad()
        loss = criterion(x * w, y.reshape(1))
        loss.backward()
        optimizer.step()
with torch.no_grad():
    y_pred = w * 4
print("after", y_pred)
