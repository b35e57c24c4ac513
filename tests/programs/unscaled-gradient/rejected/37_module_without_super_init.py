# diagnosis: module_init_missing
import torch
import torch.nn as nn

class M(nn.Module):
    def __init__(self):
        self.A = nn.Parameter(torch.tensor([5.0]))

    def forward(self):
        return self.A * 5

m = M()
A = m.A
loss = m()
loss.backward()
print(A.grad)
