# accepted: nn.Module that adds its inputs
import torch
from torch import nn

class Add(nn.Module):
    def forward(self, u, v):
        return u + v

add = Add()
a = torch.tensor([1., 2., 3.])
b = torch.tensor([[1.], [2.], [3.]])
c = add(a, b)
print(c)
raised = False
try:
    add(torch.randn(4), torch.randn(5))
except RuntimeError as e:
    raised = True
    print(e)
