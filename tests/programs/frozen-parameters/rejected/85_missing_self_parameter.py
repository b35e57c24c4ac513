# diagnosis: attribute_typo, wrong_call
import torch
import torch.nn as nn
class LinearModel(nn.Module):
    def __init__():
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(x):
        return self.a * x + self.b * x + self.c + self.d
model = LinearModel()
