# accepted: own optimiser class with step and zero
import torch

class MiniSGD:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr
    @torch.no_grad()
    def step(self):
        for p in self.params:
            p -= self.lr * p.grad
    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()

x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
opt = MiniSGD([w], lr=0.01)
print("before", (4 * w).item())
for _ in range(100):
    for x, y in zip(x_data, y_data):
        opt.zero_grad()
        ((4 * 0 + w) * x - y).pow(2).backward()
        opt.step()
opt.zero_grad()
y_pred = 4 * w
print("after", y_pred.item())
