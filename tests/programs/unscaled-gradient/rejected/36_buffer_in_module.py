# diagnosis: missing_requires_grad, parameter_not_registered
import torch
import torch.nn as nn

class M(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("A", torch.tensor([5.0]))

m = M()
A = m.A
loss = A * 5
loss.backward()
