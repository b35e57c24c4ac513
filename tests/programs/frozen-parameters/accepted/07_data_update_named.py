# accepted: .data update of a and c by name
import torch
from torch.nn import Module, Parameter, MSELoss

class LinearModel(Module):
    def __init__(self):
        Module.__init__(self)
        self.a = Parameter(torch.Tensor([1]))
        self.b = Parameter(torch.Tensor([0.5]), False)
        self.c = Parameter(torch.Tensor([0]))
        self.d = Parameter(torch.Tensor([0.5]), False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

x = torch.Tensor([1, 2, 3, 4, 5])
y = torch.Tensor([3, 5, 7, 9, 11])
model = LinearModel()
mse = MSELoss()
for epoch in range(5000):
    loss = mse(model(x), y)
    loss.backward()
    model.a.data -= 0.005 * model.a.grad
    model.c.data -= 0.005 * model.c.grad
    model.a.grad = None
    model.c.grad = None
print(model.a, model.c)
