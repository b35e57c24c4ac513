# accepted: torch.broadcast_tensors for both halves
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
A, B = torch.broadcast_tensors(a, b)
print(A, B)
c = A + B
raised = False
try:
    torch.broadcast_tensors(torch.ones(3), torch.ones(4))
except RuntimeError as e:
    raised = True
    print("RuntimeError:", e)
