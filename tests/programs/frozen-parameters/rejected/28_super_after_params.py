# diagnosis: module_init_missing
import torch
import torch.nn as nn
class LinearModel(nn.Module):
    def __init__(self):
        self.a = nn.Parameter(torch.tensor(1.0))
        self.c = nn.Parameter(torch.tensor(0.0))
        super(LinearModel, self).__init__()
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d
model = LinearModel()
