# accepted: nn.Parameter as the leaf inside a module
import torch
from torch import nn


class Pipeline(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.tensor([[1., 2., 3.], [3., 2., 1.]]))

    def forward(self):
        x = self.weight
        y = 6 * x + 3
        z = 10 * y ** 2
        output_mean = z.mean()
        return output_mean


p = Pipeline()
ergebnis = p()
ergebnis.backward()
print(p.weight.grad)
