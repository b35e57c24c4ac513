# accepted: frozen after construction, only the trainable parameters handed to the optimizer
import torch
from torch import nn, optim


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        for name, value in {"a": 1.0, "b": 0.5, "c": 0.0, "d": 0.5}.items():
            setattr(self, name, nn.Parameter(torch.tensor([value])))

    def forward(self, x):
        return (self.a + self.b) * x + (self.c + self.d)


model = LinearModel()
for name, parameter in model.named_parameters():
    if name in ("b", "d"):
        parameter.requires_grad_(False)

x = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
y = 2 * x + 1

trainable = filter(lambda p: p.requires_grad, model.parameters())
optimizer = optim.SGD(trainable, lr=5e-3)
for _ in range(5000):
    loss = nn.functional.mse_loss(model(x), y)
    optimizer.zero_grad(set_to_none=False)
    loss.backward()
    optimizer.step()
print(dict(model.named_parameters()), loss)
