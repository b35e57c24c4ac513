# accepted: torch.broadcast_shapes decides without any tensor
import torch

a = torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64)
b = torch.tensor([[1.0], [2.0], [3.0]], dtype=torch.float64)
print(torch.broadcast_shapes(a.shape, b.shape))
c = a + b

try:
    torch.broadcast_shapes((2, 3), (3, 2))
except RuntimeError as message:
    print(message)
    raised = True
else:
    raised = False
