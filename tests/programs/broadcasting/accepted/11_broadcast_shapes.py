# accepted: torch.broadcast_shapes both ways
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
print("common shape:", torch.broadcast_shapes(a.shape, b.shape))
c = a + b
raised = False
try:
    torch.broadcast_shapes((2, 3), (4,))
except RuntimeError as e:
    raised = True
    print(e)
print(c)
