# diagnosis: notebook_magic
import torch
import torch.nn as nn
import matplotlib.pyplot as plt
%matplotlib inline
class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
