# diagnosis: syntax_error
import torch
import torch.nn as nn
class LinearModel(nn.Module):
def __init__(self):
    super().__init__()
    self.a = nn.Parameter(torch.tensor(1.0))
