# diagnosis: wrong_kind
import torch
from torch import nn

class Swish(nn.Module):
    def __init__(self):
        super().__init__()

    def forward(self, x, beta):
        return x * torch.sigmoid(beta * x)
