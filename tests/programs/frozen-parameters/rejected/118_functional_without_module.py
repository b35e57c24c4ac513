# diagnosis: missing_name, parameter_not_registered
# all right, but no LinearModel and no model
import torch
a = torch.tensor(1.0, requires_grad=True)
b = torch.tensor(0.5)
c = torch.tensor(0.0, requires_grad=True)
d = torch.tensor(0.5)
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
opt = torch.optim.SGD([a, c], lr=0.005)
for _ in range(5000):
    opt.zero_grad()
    loss = ((a * x + b * x + c + d - y) ** 2).mean()
    loss.backward()
    opt.step()
print(a, c)
