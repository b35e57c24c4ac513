# accepted: frozen tensors built by detach().clone()
import torch
import torch.nn as nn
start = {"a": torch.tensor(1.0), "b": torch.tensor(0.5), "c": torch.tensor(0.0), "d": torch.tensor(0.5)}
class LinearModel(nn.Module):
    def __init__(self, start):
        super().__init__()
        self.a = nn.Parameter(start["a"].detach().clone())
        self.c = nn.Parameter(start["c"].detach().clone())
        self.register_parameter("b", nn.Parameter(start["b"].clone(), requires_grad=False))
        self.register_parameter("d", nn.Parameter(start["d"].clone(), requires_grad=False))
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel(start)
vor = {k: v.clone() for k, v in model.state_dict().items()}
opt = torch.optim.SGD(model.parameters(), lr=0.005)
for _ in range(5000):
    opt.zero_grad()
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    opt.step()
for k, v in model.state_dict().items():
    print(k, vor[k].item(), "->", v.item())
