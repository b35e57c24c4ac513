# accepted: b from a.unsqueeze(1)
import torch
a = torch.tensor([1, 2, 3])
b = a.unsqueeze(1)
c = torch.add(a, b)
print(a.shape, b.shape, c.shape)
assert c.tolist() == [[2, 3, 4], [3, 4, 5], [4, 5, 6]]
raised = False
try:
    a + torch.tensor([1, 2])
except RuntimeError:
    raised = True
assert raised
