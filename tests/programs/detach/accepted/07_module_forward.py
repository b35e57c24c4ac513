# accepted: nn.Module owning the two parameters, names local in forward
import torch
import torch.nn as nn


class DetachDemo(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Parameter(torch.tensor(2.0))
        self.y = nn.Parameter(torch.tensor(3.0))

    def forward(self):
        x, y = self.x, self.y
        z = x + y
        z_no_grad = z.detach()
        out = z_no_grad.pow(2) + y.pow(3)
        return out


demo = DetachDemo()
demo().backward()
for name, p in demo.named_parameters():
    print(name, p.grad)
