# accepted: torch.func.functional_call with a parameter dictionary view
import torch
import torch.nn as nn
from torch.func import functional_call
class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
params = dict(model.named_parameters())
for _ in range(5000):
    pred = functional_call(model, params, (x,))
    loss = nn.functional.mse_loss(pred, y)
    loss.backward()
    with torch.no_grad():
        for k in ("a", "c"):
            params[k] -= 0.005 * params[k].grad
            params[k].grad.zero_()
print({k: v.item() for k, v in params.items()})
