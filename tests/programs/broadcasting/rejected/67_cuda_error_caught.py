# diagnosis: device_unavailable, exception_swallowed
# the caught error is about CUDA
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    a + torch.ones(4, device="cuda")
except (RuntimeError, AssertionError) as e:
    raised = True
    print(e)
