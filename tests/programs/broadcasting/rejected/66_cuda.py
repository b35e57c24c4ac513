# diagnosis: device_unavailable
import torch
a = torch.tensor([1, 2, 3]).cuda()
b = torch.tensor([[1], [2], [3]]).cuda()
c = a + b
raised = False
try:
    a + torch.ones(4).cuda()
except RuntimeError:
    raised = True
