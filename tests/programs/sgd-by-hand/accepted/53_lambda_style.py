# accepted: lambdas for model and loss, map over pairs
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
f = lambda x: w * x
L = lambda x, y: (f(x) - y) ** 2
def one(pair):
    L(*pair).backward()
    w.data.add_(w.grad, alpha=-0.01)
    w.grad.zero_()
for _ in range(100):
    for nichts in map(one, zip(x_data, y_data)):
        pass
y_pred = f(4)
print(y_pred)
