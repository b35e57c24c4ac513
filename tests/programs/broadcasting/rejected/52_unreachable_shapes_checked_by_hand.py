# diagnosis: hard_coded
# compares shapes in Python, no torch operation
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
s, t = (3,), (4,)
raised = any(m != n and 1 not in (m, n) for m, n in zip(s, t))
print(raised)
