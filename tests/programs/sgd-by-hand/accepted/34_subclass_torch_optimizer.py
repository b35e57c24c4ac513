# accepted: optim.Optimizer subclass
import torch
from torch.optim import Optimizer

class PlainSGD(Optimizer):
    def __init__(self, params, lr=0.01):
        super().__init__(params, dict(lr=lr))
    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    p.add_(p.grad, alpha=-group["lr"])

x_data = torch.tensor([1., 2., 3.])
y_data = torch.tensor([2., 4., 6.])
w = torch.ones(1).requires_grad_()
opt = PlainSGD([w])
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        loss = (x * w - y) ** 2
        loss.backward()
        opt.step()
        opt.zero_grad()
y_pred = w * 4.0
print(y_pred)
